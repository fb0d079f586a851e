package dialogs

import (
	"strings"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// ExportCounts are what an export would write.
type ExportCounts struct {
	Articles, Records, Spans int
	Labels                   []ExportCount  // spans written, by their new names
	Found                    map[string]int // spans there are, by the label in the project
	Splits                   []ExportCount  // articles
	Groups                   []ExportGroup
	Notes                    []string
	Say, Command             string // what to do with the result
}

// ExportCount is a number of something that has a name.
type ExportCount struct {
	Name string
	N    int
}

// ExportGroup is what is lost or changed in one way.
type ExportGroup struct {
	Words  string
	Left   bool     // it is in no file
	N      int      // how often; 0 of what is no span and no article
	Places []string // the first of them; none where the choice itself says which
}

// lost is how much is left out or changed.
func (c ExportCounts) lost() (n int) {
	for _, g := range c.Groups {
		n += g.N
	}
	return n
}

// exportCounts are the lines with the numbers.
type exportCounts struct {
	all, labels, lost *part.Text
	column            *column
}

func newExportCounts(pen *part.Pen) *exportCounts {
	small := []part.Style{part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic, part.Sentence}
	c := &exportCounts{all: pen.Text("", part.Bold, part.Elastic, part.Sentence), labels: pen.Text("", small...), lost: pen.Text("", small...)}
	c.column = newColumn(fixed(c.all, 22, 0), fixed(c.labels, 19, 0), fixed(c.lost, 19, 0))
	return c
}

func (c *exportCounts) line(gap float32) line {
	return line{o: c.column, high: c.column.heightAt, gap: gap}
}

// fade says that the numbers are those of another choice.
func (c *exportCounts) fade() {
	c.all.SetRole(part.Faint)
	c.labels.SetRole(part.Faint)
	c.lost.SetRole(part.Faint)
}

func (c *exportCounts) clear() { c.say("", "", "", part.Muted) }

func (c *exportCounts) progress(done, total int) {
	words := "Counting"
	if total > 0 {
		words += ": " + present.Number(done) + " of " + present.Number(total)
	}
	c.say(words, "", "", part.Muted)
}

func (c *exportCounts) say(all, labels, lost string, role part.Role) {
	c.all.SetText(all)
	c.labels.SetText(labels)
	c.lost.SetText(lost)
	c.all.SetRole(part.Ink)
	c.labels.SetRole(part.Muted)
	c.lost.SetRole(role)
}

func (c *exportCounts) set(n ExportCounts, err error, f Format) {
	switch {
	case err != nil:
		c.say("This cannot be exported", err.Error(), "", part.Muted)
	case !f.Documents:
		c.say("The labels and their rules, without articles", "", "", part.Muted)
	case n.Articles == 0 && len(n.Groups) == 0:
		c.say("No article is chosen", "Choose all articles, or other languages on the page More.", "", part.Muted)
	default:
		words, role := n.lostWords()
		c.say(n.allWords(), n.labelWords(), words, role)
	}
}

func (n ExportCounts) allWords() string {
	words := present.Count(n.Articles, "article") + ", " + present.Count(n.Spans, "span")
	if n.Records != n.Articles {
		words += ", in " + present.Count(n.Records, "record")
	}
	for i, s := range n.Splits {
		words += []string{": ", ", "}[min(i, 1)] + s.Name + " " + present.Number(s.N)
	}
	return words
}

func (n ExportCounts) labelWords() string {
	var words []string
	for _, l := range n.Labels {
		words = append(words, l.Name+" "+present.Number(l.N))
	}
	return strings.Join(words, "   ")
}

func (n ExportCounts) lostWords() (string, part.Role) {
	switch len(n.Groups) {
	case 0:
		return "Every span is written as it stands.", part.OK
	case 1:
		return n.Groups[0].Words, n.Groups[0].role()
	}
	return n.Groups[0].Words + "; and " + present.Number(len(n.Groups)-1) + " more, see “" + pageWords[pageLost] + "”", n.Groups[0].role()
}

func (g ExportGroup) role() part.Role {
	if g.Left {
		return part.Warn
	}
	return part.Muted
}
