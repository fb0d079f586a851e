package suggest

import "context"

// CountTokens is the number of tokens that the engine cuts a text into, as long as the text has at most MaxBytes.
func CountTokens(text, lang string) int {
	v, err := newView(context.Background(), text, lang)
	if err != nil {
		return 0
	}
	return len(v.tokens)
}
