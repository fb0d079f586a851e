package dialogs

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rubricator/app/panel/part"
	"rubricator/app/present"
)

// Format is a format to export in.
type Format struct {
	Name, Title string
	Describe    string // one sentence
	Folder      bool   // it writes a folder, not a file
	Ending      string // usual end of the file's name, e.g. ".jsonl"
}

// ExportModel is what the dialog needs to know and to do.
type ExportModel struct {
	Formats  []Format
	Proposed string // destination without the end of its name
	Count    func(all bool) (int, error)
	Preview  func(format string, all bool) (string, error)
	Start    func(format, out string, all bool)
}

// maxPreview is how much of the first record is shown, in characters.
const maxPreview = 2000

// exporting chooses the format, the articles and the destination of an export.
type exporting struct {
	*sheet
	model   ExportModel
	formats *part.Rows
	which   *choice
	count   *part.Text
	about   *part.Prose
	preview *page
	scroll  *container.Scroll
	out     *part.Entry
	there   *part.Text
	take    *part.Button
	typed   bool // the destination was changed by hand
	some    bool // there is something to export
}

// Export asks how to export, and shows what the first record will look like.
func Export(h Host, m ExportModel) {
	d := &exporting{sheet: newSheet(h, "Export", 900), model: m}
	d.high = true
	d.formats = part.NewRows(40, func() fyne.CanvasObject { return newFactRow(d.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*factRow).show(m.Formats[i].Title, folderWord(m.Formats[i]))
	})
	d.formats.Lit, d.formats.Inset, d.formats.Else, d.formats.Called = true, rowInset, d.key, "Format"
	d.formats.Choose = func(int) { d.changed() }
	d.formats.Moved = func(int) { d.changed() }
	d.formats.Return = func(int) { d.main() }
	d.which = d.choice([]string{"Finished articles", "All articles"}, 0, func(int) { d.changed() })
	d.count = d.pen.Text("", part.Colored(part.Muted), part.Elastic, part.Sentence)
	d.about = d.pen.Prose("", 3, part.Colored(part.Muted))
	d.preview = newPage(d.pen)
	d.scroll = container.NewVScroll(d.preview)
	d.out = d.field("Destination")
	d.out.OnChanged = func(string) { d.looked() }
	d.there = d.pen.Text("", part.Colored(part.Warn), part.Elastic, part.Sentence)
	d.main = d.start
	d.take = d.button("Export", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.formats.Update(len(m.Formats))
	right := newColumn(prose(d.about, 0), d.which.line(14), fixed(d.count, 22, 6), caption(d.pen, "The first record", 14),
		growing(newCard(d.scroll), 190, 4), caption(d.pen, "Destination", 14), fixed(d.out, 36, 4), fixed(d.there, 20, 4))
	d.changed()
	d.show(d.formats, newColumn(growing(newBeside(d.formats, right), 470, 0)))
}

func folderWord(f Format) string {
	if f.Folder {
		return "folder"
	}
	return f.Ending
}

func (d *exporting) format() Format { return d.model.Formats[d.formats.Cursor()] }

func (d *exporting) all() bool { return d.which.at == 1 }

// changed shows what the chosen format and articles come to.
func (d *exporting) changed() {
	f := d.format()
	d.about.SetText(f.Describe)
	n, err := d.model.Count(d.all())
	d.some = err == nil && n > 0
	d.count.SetText(countWords(n, d.all(), err))
	text := ""
	if d.some {
		if text, err = d.model.Preview(f.Name, d.all()); err != nil {
			text = "There is no preview: " + err.Error()
		}
	}
	d.preview.set(short(text))
	d.scroll.ScrollToTop()
	if !d.typed {
		d.out.OnChanged = nil
		d.out.SetText(proposal(d.model.Proposed, f))
		d.out.OnChanged = func(string) { d.looked() }
	}
	d.warn()
}

func countWords(n int, all bool, err error) string {
	switch {
	case err != nil:
		return "The articles cannot be counted: " + err.Error()
	case n == 0 && !all:
		return "No article is finished yet. Ctrl+Return finishes one."
	}
	return present.Count(n, "article")
}

func short(text string) string {
	if runes := []rune(text); len(runes) > maxPreview {
		return string(runes[:maxPreview]) + " …"
	}
	return text
}

func proposal(base string, f Format) string {
	if f.Folder {
		return base + "-" + f.Name
	}
	return base + "-" + f.Name + f.Ending
}

// looked is called when somebody types a destination.
func (d *exporting) looked() {
	d.typed = true
	d.warn()
}

// warn tells of what stands at the destination, and whether there is anything to do.
func (d *exporting) warn() {
	words := ""
	_, err := os.Stat(d.out.Text)
	switch {
	case err == nil && d.out.Text != "":
		words = filepath.Base(d.out.Text) + " is there already and will be replaced as a whole."
	case !folderExists(filepath.Dir(d.out.Text)):
		words = "There is no folder " + filepath.Dir(d.out.Text)
	}
	d.there.SetText(words)
	if d.some && d.out.Text != "" {
		d.take.Enable()
	} else {
		d.take.Disable()
	}
}

func folderExists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (d *exporting) start() {
	if d.take.Disabled() {
		return
	}
	format, out, all := d.format().Name, d.out.Text, d.all()
	d.close()
	d.model.Start(format, out, all)
}
