package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
)

// showParts has a button for each part of the filter but the shelf and the words of the title.
func (l *List) showParts() {
	list := present.Parts(l.now)
	for len(l.parts) < len(list) {
		l.addPart()
	}
	for i, b := range l.parts {
		if i < len(list) {
			b.SetText(list[i].Text + " ×")
			b.Called = "Take off the filter"
		}
		part.Show(b, i < len(list))
	}
}

func (l *List) addPart() {
	i := len(l.parts)
	b := l.pen.Button("", part.PillOn, func() {
		l.filter(present.Parts(l.now)[i].Filter)
		l.leave()
	})
	b.Else = l.otherKey
	l.parts = append(l.parts, b)
	l.pane.adopt()
}

func (l *List) filter(f state.Filter) { l.dispatch(state.SetFilter{Filter: f}) }

// pick is a row of the filter's menus: what it adds to the filter, or the menu behind it.
type pick struct {
	part.Choice
	add  func(*state.Filter)
	then func() []pick
}

// chooseFilter drops the menu of what the list can be narrowed to.
func (l *List) chooseFilter() {
	l.pickFrom([]pick{
		{Choice: part.Choice{Text: "Language…"}, then: l.languages},
		{Choice: part.Choice{Text: "With the label…"}, then: func() []pick { return l.labels(false) }},
		{Choice: part.Choice{Text: "Without the label…"}, then: func() []pick { return l.labels(true) }},
		{Choice: part.Choice{Text: present.OpenWords[state.Yes]}, add: func(f *state.Filter) { f.Open = state.Yes }},
		{Choice: part.Choice{Text: present.OpenWords[state.No]}, add: func(f *state.Filter) { f.Open = state.No }},
		{Choice: part.Choice{Text: "Length…"}, then: lengths},
	})
}

// pickFrom drops a menu. A menu behind it opens once it is closed: what is closed takes all above it along.
func (l *List) pickFrom(list []pick) {
	choices := make([]part.Choice, len(list))
	for i, p := range list {
		choices[i] = p.Choice
	}
	var chosen pick
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(l.more).Add(fyne.NewPos(0, l.more.Size().Height+4))
	l.pen.ShowMenu(driver.CanvasForObject(l.more), at, 240, choices, 0, func(i int) {
		chosen = list[i]
		if chosen.add != nil {
			f := l.now.List.Filter
			chosen.add(&f)
			l.filter(f)
		}
	}, func() {
		if chosen.then == nil {
			l.leave()
			return
		}
		l.pickFrom(chosen.then())
	})
}

// languages are those that the articles have.
func (l *List) languages() (list []pick) {
	list = append(list, pick{Choice: part.Choice{Text: "All languages", Note: present.Number(l.now.List.Rows.Len())}, add: func(f *state.Filter) { f.Languages = "" }})
	for _, c := range l.now.List.Languages() {
		list = append(list, pick{Choice: part.Choice{Text: present.LanguageName(c.Code), Note: present.Number(c.Articles)},
			add: func(f *state.Filter) { f.Languages = f.Languages.With(c.Code) }})
	}
	return list
}

// labels are those of the schema.
func (l *List) labels(without bool) (list []pick) {
	for _, label := range l.now.Project.Schema.Labels {
		list = append(list, pick{Choice: part.Choice{Text: present.LabelTitle(l.now, label.Name)}, add: func(f *state.Filter) {
			if without {
				f.Without, f.Labels = f.Without.With(label.Name), f.Labels.Without(label.Name)
			} else {
				f.Labels, f.Without = f.Labels.With(label.Name), f.Without.Without(label.Name)
			}
		}})
	}
	return list
}

// lengths go from a headline to a long report.
func lengths() (list []pick) {
	for _, ends := range [][2]int{{0, 500}, {500, 2000}, {2000, 5000}, {5000, 20_000}, {20_000, 0}} {
		list = append(list, pick{Choice: part.Choice{Text: present.LengthWords(ends[0], ends[1])}, add: func(f *state.Filter) {
			f.Shortest, f.Longest = ends[0], ends[1]
		}})
	}
	return list
}
