package dialogs

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// suggestions is the page about the suggestions of a project.
type suggestions struct {
	settings *settings
	now      suggest.Settings
	schema   annotate.Schema
	score    *score
	starter  *choice
	learning *choice
	labels   []*part.Button // one for each of the starter's
}

// What there is to choose from, and what the starter's labels mean.
var (
	onOff        = []string{"On", "Off"}
	learningFrom = []string{"My own work", "All annotators"}
	starterWords = map[string]string{"PER": "People", "ORG": "Organisations", "LOC": "Places", "DATE": "Dates", "EVENT": "Events", "NORP": "Peoples, religions"}
)

const noLabel = "none"

const longestName = 40 // of a model, in code points

// suggestPage is all that can be chosen about suggestions. Without a project that is from which score on they are shown.
func (d *settings) suggestPage(s state.State) []line {
	p := &suggestions{settings: d, now: s.Suggest, schema: s.Project.Schema}
	p.score = d.sheet.score(s.Threshold, func(v float64) {
		p.now.Threshold = v
		d.host.Dispatch(state.SetThreshold{Score: v})
	})
	lines := []line{d.labelled("In full from score", fixed(p.score, 36, 0), 16)}
	d.keeping = "Kept in the project: what is chosen here holds for all who work on it"
	if s.Project.Path == "" {
		d.keeping = "Projects that choose nothing of their own begin with this"
		return append(lines, prose(d.pen.Prose("Open a project to choose more.", 0, part.Colored(part.Muted), part.Sentence), 12))
	}
	p.starter = d.choice(onOff, 0, func(at int) { p.now.NoStarter = at == 1; p.send() })
	p.learning = d.choice(learningFrom, 0, func(at int) { p.now.Shared = at == 1; p.send() })
	lines = append(lines, d.labelled("Starter", d.beside(p.starter, s.Starter), 10))
	if s.Project.Model.Name != "" {
		lines = append(lines, d.labelled("Model of your own", p.model(s.Project.Model), 10))
	}
	lines = append(lines, d.labelled("Learn from", p.learning.line(0), 10),
		caption(d.pen, "What the starter’s labels become in this project", 18))
	for i, base := range suggest.StarterLabels() {
		b := d.pen.Button("", part.Pill, func() { p.ask(i) })
		b.Else = d.escape
		p.labels = append(p.labels, b)
		lines = append(lines, d.labelled(starterWords[base], flowing(0, b), 8))
	}
	usual := d.pen.Button("All as usual", part.Pill, p.usual)
	usual.Else = d.escape
	p.paint()
	return append(lines, d.labelled("", flowing(0, usual), 14))
}

// model says which model the project's people brought, and lets one leave out what it says.
func (p *suggestions) model(m state.Model) line {
	at, words := 0, present.Beginning(m.Name, longestName)
	if m.Out {
		at = 1
	}
	if m.Why != "" {
		words += " cannot be used"
	}
	return p.settings.beside(p.settings.choice(onOff, at, func(at int) {
		p.settings.host.Dispatch(state.LeaveModelOut{Out: at == 1})
	}), words)
}

// beside puts words behind the chips of a choice.
func (d *settings) beside(c *choice, words string) line {
	if words != "" {
		c.flow = newFlow(append(c.flow.pieces, part.Padded(d.pen.Text("  "+words, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Sentence), 0, 3))...)
	}
	return c.line(0)
}

// send takes what is chosen into use.
func (p *suggestions) send() {
	p.paint()
	p.settings.host.Dispatch(state.SetSuggest{Settings: p.now})
}

// usual takes all back that was ever chosen.
func (p *suggestions) usual() {
	p.score.field.SetText(scoreText(suggest.DefaultThreshold))
	p.now = suggest.Settings{}
	p.send()
}

// paint shows what is chosen.
func (p *suggestions) paint() {
	at := map[bool]int{true: 1}
	p.starter.at, p.learning.at = at[p.now.NoStarter], at[p.now.Shared]
	p.starter.paint()
	p.learning.paint()
	labels := p.now.LabelsFor(p.schema)
	for i, base := range suggest.StarterLabels() {
		p.labels[i].SetText(p.title(labels[base]))
	}
	p.settings.resize()
}

func (p *suggestions) title(name string) string {
	if l, ok := p.schema.Label(name); ok {
		return l.Title
	}
	return noLabel
}

// ask drops the labels of the project under the button of one of the starter's.
func (p *suggestions) ask(i int) {
	labels, base := p.now.LabelsFor(p.schema), suggest.StarterLabels()[i]
	names := []string{""}
	choices := []part.Choice{{Text: noLabel}}
	for _, l := range p.schema.Labels {
		names = append(names, l.Name)
		choices = append(choices, part.Choice{Text: l.Title, Note: l.Name})
	}
	b := p.labels[i]
	driver := fyne.CurrentApp().Driver()
	under := driver.AbsolutePositionForObject(b).Add(fyne.NewPos(0, b.Size().Height+4))
	p.settings.pen.ShowMenu(driver.CanvasForObject(b), under, 220, choices, max(0, slices.Index(names, labels[base])), func(at int) {
		p.choose(base, names[at])
	}, func() { part.Focus(b) })
}

// choose maps a label. A map that is as it would be proposed goes on following the schema.
func (p *suggestions) choose(base, name string) {
	labels := maps.Clone(p.now.LabelsFor(p.schema))
	labels[base] = name
	p.now.Labels = labels
	if maps.Equal(labels, suggest.ProposeLabels(suggest.StarterLabels(), p.schema)) {
		p.now.Labels = nil
	}
	p.send()
}
