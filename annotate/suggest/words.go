package suggest

import (
	"context"

	"rubricator/annotate"
)

// Words lists the words of a text as all suggesters see them, in order and apart from each other, in code points. Each
// starts and ends with a whole character. Of a text that is longer than MaxBytes it takes the first lines. The error is
// that of ctx.
func Words(ctx context.Context, text annotate.Text, language string) ([]annotate.Span, error) {
	v, err := newView(ctx, text.String(), language)
	if err != nil {
		return nil, err
	}
	list := make([]annotate.Span, 0, len(v.tokens))
	whole := graphemes{text: v.text}
	for _, t := range v.tokens {
		span := annotate.Span{Start: t.start, End: t.end}
		if n := len(list) - 1; n >= 0 && !whole.at(t.from) {
			list[n].End = span.End
			continue
		}
		list = append(list, span)
	}
	return list, nil
}
