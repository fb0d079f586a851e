package app

import (
	"context"
	"slices"
	"sync"
	"time"

	"rubricator/annotate"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// fontCheck looks beside the window for letters that no font has.
type fontCheck struct {
	mu    sync.Mutex
	fonts *textlayout.FontSet // a clone of the window's
	stop  context.CancelFunc  // of the check that runs
}

// afterPaint is how long a check waits, so that the article is on screen first.
const afterPaint = 300 * time.Millisecond

// checkFonts tells the state of letters in an article that cannot be shown. An article that was left meanwhile is not
// looked at to its end.
func (w *Workbench) checkFonts(doc annotate.Document) {
	c := &w.letters
	if c.fonts == nil {
		c.fonts = w.fonts.Clone()
	}
	if c.stop != nil {
		c.stop()
	}
	ctx, stop := context.WithCancel(w.jobs)
	c.stop = stop
	time.AfterFunc(afterPaint, func() {
		c.mu.Lock()
		scripts := missingScripts(ctx, c.fonts, doc.Text.String())
		c.mu.Unlock()
		w.do(func() {
			if ctx.Err() == nil && len(scripts) > 0 {
				w.Dispatch(state.FontsMissing{Document: doc.ID, Scripts: scripts})
			}
			stop()
		})
	})
}

// checkedAtOnce is how many code points are looked at between two looks at whether to go on.
const checkedAtOnce = 1 << 16

// missingScripts names the scripts of a text of which some letter has no font, those that are most frequent where they
// come first before others.
func missingScripts(ctx context.Context, fonts *textlayout.FontSet, text string) []string {
	var names []string
	runes := make([]rune, 0, min(len(text), checkedAtOnce))
	look := func() {
		for _, name := range fonts.MissingScripts(runes) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		runes = runes[:0]
	}
	for _, r := range text {
		if len(runes) == 0 && ctx.Err() != nil {
			return nil
		}
		if runes = append(runes, r); len(runes) == checkedAtOnce {
			look()
		}
	}
	look()
	return names
}
