package dialogs

import (
	"fmt"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
)

// WaveAll asks whether to let all findings of a kind on the same words stand, and says how many that are.
func WaveAll(h Host, e state.AskWave) {
	d := newSheet(h, "Wave through all alike", 460)
	d.main = func() {
		d.close()
		h.Dispatch(e.WaveAll)
	}
	yes := d.button("Wave through "+present.Number(e.Findings), part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	what := "that say the same of the whole article"
	if e.Surface != "" {
		what = "of “" + present.Beginning(e.Surface, 60) + "”"
	}
	words := fmt.Sprintf("Lets %s %s stand: “%s”, in %s.", present.Count(e.Findings, "finding"), what, present.KindTitle(e.Kind), present.Count(e.Articles, "article"))
	d.show(yes, newColumn(prose(d.pen.Prose(words, 0, part.Sentence), 0),
		prose(d.pen.Prose("The labels stay as they are. One Ctrl+Z takes all back.", 0, part.Colored(part.Muted)), 8)))
}
