package dialogs

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
)

// projectEnding is how the name of a project file ends.
const projectEnding = ".rubric"

func isProject(name string) bool { return strings.HasSuffix(strings.ToLower(name), projectEnding) }

// Open asks for a project file.
func Open(h Host, start string, run func(path string)) {
	d := newSheet(h, "Open a project", 640)
	c := d.chooser(folder(start), false, isProject)
	c.picked = func(path string) {
		d.close()
		run(path)
	}
	d.main = func() {
		if info, err := os.Stat(c.field.Text); err == nil && !info.IsDir() {
			c.picked(c.field.Text)
		}
	}
	d.help.SetText("Type to find, Down and Return to choose")
	d.button("Open", part.Main, func() { c.typed(&fyne.KeyEvent{Name: fyne.KeyReturn}) })
	d.button("Cancel", part.Plain, d.close)
	d.show(c.field, newColumn(c.lines(10, 0)...))
}

// schemas are the built-in ones, the usual one first.
var schemas = []struct{ name, title, about string }{
	{"news", "News", "People, organisations, places, dates, events, and peoples, religions or parties. Labels may nest and cross."},
	{"conll", "CoNLL", "People, organisations, places and the rest, as in the CoNLL 2003 data. Labels stand apart."},
	{"ontonotes", "OntoNotes", "Eighteen labels, from people to works of art and quantities, as in OntoNotes 5."},
}

// New asks where a new project should be and which labels it begins with. What goes wrong is said in the dialog.
func New(h Host, run func(path, schema string) error) {
	d := newSheet(h, "New project", 640)
	at := 0
	about := d.pen.Prose(schemas[0].about, 2, part.Colored(part.Muted))
	labels := d.choice([]string{schemas[0].title, schemas[1].title, schemas[2].title}, 0, func(i int) {
		at = i
		about.SetText(schemas[i].about)
		d.resize()
	})
	c := d.chooser(folder("")+freshName(folder("")), true, isProject)
	trouble := d.pen.Prose("", 4, part.Colored(part.Bad), part.Sentence)
	d.main = func() {
		if err := run(c.field.Text, schemas[at].name); err != nil {
			trouble.SetText(err.Error())
			d.resize()
			return
		}
		d.close()
	}
	d.button("Make the project", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	lines := append([]line{caption(d.pen, "File", 0)}, c.lines(6, 4)...)
	d.show(c.field, newColumn(append(lines, caption(d.pen, "Labels to begin with", 14), labels.line(6), prose(about, 8), prose(trouble, 12))...))
}

// freshName is a name that no file of the folder has.
func freshName(dir string) string {
	for n := 1; ; n++ {
		name := "articles" + projectEnding
		if n > 1 {
			name = fmt.Sprintf("articles-%d%s", n, projectEnding)
		}
		if _, err := os.Stat(dir + name); os.IsNotExist(err) || n > 99 {
			return name
		}
	}
}

// Import asks for the files, or the folder, that articles come from.
func Import(h Host, start string, run func(paths []string)) {
	d := newSheet(h, "Import articles", 680)
	c := d.chooser(folder(start), false, func(name string) bool { return !isProject(name) })
	var take *part.Button
	paths := func() []string {
		var list []string
		for name := range c.ticked {
			list = append(list, filepath.Join(c.dir, name))
		}
		slices.Sort(list)
		return list
	}
	done := func(list []string) {
		d.close()
		run(list)
	}
	tick := func(i int) {
		if i == 0 || c.found[i-1].IsDir() {
			return
		}
		name := c.found[i-1].Name()
		if c.ticked[name] = !c.ticked[name]; !c.ticked[name] {
			delete(c.ticked, name)
		}
		c.rows.Repaint(i)
		take.SetText(importWords(len(c.ticked)))
		d.Relayout()
	}
	c.picked = func(path string) {
		if list := paths(); len(list) > 0 {
			done(list)
			return
		}
		done([]string{path})
	}
	d.main = func() {
		list := paths()
		if len(list) == 0 {
			list = []string{filepath.Clean(c.field.Text)}
		}
		done(list)
	}
	c.rows.Space, c.rows.Return = tick, c.choose
	c.rows.Choose = func(i int) {
		if i == 0 || c.found[i-1].IsDir() {
			c.choose(i)
			return
		}
		tick(i)
	}
	keys := c.field.Keys
	c.field.Keys = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyDown {
			part.Focus(c.rows)
			return true
		}
		return keys(e)
	}
	hint := d.pen.Prose("Text files in any encoding, web pages, tables of texts, what annotation tools export, zip archives, and folders of them. Files and folders can also be dropped on the window.", 0, part.Colored(part.Muted))
	c.opened = func() { take.SetText(importWords(0)) }
	d.help.SetText("Down goes to the list, Space ticks files")
	take = d.button(importWords(0), part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.show(c.field, newColumn(append([]line{prose(hint, 0)}, c.lines(10, 14)...)...))
}

func importWords(ticked int) string {
	switch ticked {
	case 0:
		return "Import this folder"
	case 1:
		return "Import 1 file"
	}
	return fmt.Sprintf("Import %d files", ticked)
}

// SaveCopy asks where a copy of the project should go. Kept is how many steps it will have that the project could not
// store.
func SaveCopy(h Host, proposed string, kept int, run func(path string)) {
	d := newSheet(h, "Save a copy", 640)
	c := d.chooser(proposed, true, isProject)
	d.main = func() {
		d.close()
		run(c.field.Text)
	}
	about := d.pen.Prose("All of the project as it is now, in one file, read back from the disk and checked.", 0, part.Colored(part.Muted))
	if kept > 0 {
		about.SetText("All of the project, with the " + present.Count(kept, "step") + " that could not be stored in it. Choose a place on another disk.")
	}
	d.button("Save the copy", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.show(c.field, newColumn(append([]line{prose(about, 0)}, c.lines(8, 10)...)...))
}
