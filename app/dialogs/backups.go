package dialogs

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// BackupRow is a backup in the list.
type BackupRow struct {
	Time  time.Time
	Bytes int64
	Path  string
}

// BackupContents is what is in a backup, and how much more the project has by now; less is a negative number.
type BackupContents struct {
	Articles, Labels, Steps int
	MoreArticles, MoreSteps int
}

// BackupsModel is what the dialog about backups shows and does.
type BackupsModel struct {
	Rows    []BackupRow // the newest first
	Now     time.Time
	Folder  string // where the next one will be
	Off     bool   // the program makes none by itself
	MakeOne func()
	Beside  func(i int) // restores one as a project of its own
	Over    func(i int) // restores one in place of the project
	Closed  func()
}

// BackupList is the dialog while it is open.
type BackupList struct {
	*sheet
	model  BackupsModel
	said   []string // in each row, behind its date
	since  []string // of each row, what the project has since
	whole  []bool   // it can be restored
	rows   *part.Rows
	detail *part.Prose
	beside *part.Button
	over   *part.Button
}

const reading = "…"

// Backups lists the backups of a project. What is in them is told later, one by one.
func Backups(h Host, m BackupsModel) *BackupList {
	d := &BackupList{sheet: newSheet(h, "Backups", 720), model: m,
		said: make([]string, len(m.Rows)), since: make([]string, len(m.Rows)), whole: make([]bool, len(m.Rows))}
	d.gone = m.Closed
	d.detail = d.pen.Prose("", 3, part.Colored(part.Muted), part.Sentence)
	d.rows = part.NewRows(34, func() fyne.CanvasObject { return newBackupRow(d.pen) }, d.fill)
	d.rows.Inset, d.rows.Lit, d.rows.Called, d.rows.Else = rowInset, true, "Backup", d.key
	d.rows.Moved = func(int) { d.explain() }
	d.rows.Choose = func(i int) { d.rows.SetCursor(i); d.explain() }
	d.rows.Return = func(int) { d.main() }
	d.main = func() { d.restore(d.model.Beside) }
	var first focusable = d.rows
	if len(m.Rows) > 0 {
		d.beside = d.button("Restore as a new file", part.Main, d.main)
		d.over = d.button("Restore in place", part.Plain, func() { d.restore(d.model.Over) })
	}
	one := d.button("Back up now", part.Plain, func() { d.close(); m.MakeOne() })
	d.button("Close", part.Plain, d.close)
	part.Show(d.rows, len(m.Rows) > 0)
	if len(m.Rows) == 0 {
		d.main, first = nil, one
	}
	d.rows.Update(len(m.Rows))
	where := d.pen.Prose(folderWords(m), 3, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Sentence)
	d.explain()
	d.show(first, newColumn(growing(d.rows, d.rows.HeightFor(min(10, max(1, len(m.Rows)))), 0), prose(d.detail, 12), prose(where, 10)))
	return d
}

func folderWords(m BackupsModel) string {
	if m.Off {
		return "The program makes no backups by itself: they are switched off in the settings (Ctrl+,)."
	}
	return "Backups are made while you work, into “" + m.Folder + "”. The settings (Ctrl+,) say how often and how many stay."
}

// Tell says what is in a backup, or why it cannot be read.
func (d *BackupList) Tell(i int, c BackupContents, err error) {
	if err != nil {
		d.said[i], d.since[i] = "cannot be read", "This backup cannot be read: "+err.Error()
	} else {
		d.whole[i] = true
		d.said[i] = fmt.Sprintf("%s, %s, %s", present.Count(c.Articles, "article"), present.Count(c.Labels, "label"), present.Count(c.Steps, "step"))
		d.since[i] = sinceWords(c)
	}
	d.rows.Repaint(i)
	d.explain()
}

// sinceWords says what restoring a backup would go back behind.
func sinceWords(c BackupContents) string {
	switch {
	case c.MoreSteps == 0 && c.MoreArticles == 0:
		return "The project has no more articles and steps than this backup."
	case c.MoreSteps < 0 || c.MoreArticles < 0:
		return fmt.Sprintf("This backup has more than the project: %s and %s.", present.Count(max(0, -c.MoreSteps), "step"), present.Count(max(0, -c.MoreArticles), "article"))
	case c.MoreArticles == 0:
		return "Since then: " + present.Count(c.MoreSteps, "step") + ". They stay in the project, or in a backup of it."
	}
	return fmt.Sprintf("Since then: %s and %s. They stay in the project, or in a backup of it.", present.Count(c.MoreSteps, "step"), present.Count(c.MoreArticles, "article"))
}

// explain shows what there is to know of the backup at the cursor.
func (d *BackupList) explain() {
	words := "There is no backup yet. One is made a few seconds after a project is opened, and then while something changes."
	if i := d.rows.Cursor(); i < len(d.since) && i >= 0 {
		if words = d.since[i]; words == "" {
			words = "Reading what is in it " + reading
		}
		for _, b := range []*part.Button{d.beside, d.over} {
			if unread := d.said[i] != "" && !d.whole[i]; unread {
				b.Disable()
			} else {
				b.Enable()
			}
		}
	}
	d.detail.SetText(words)
	d.resize()
}

func (d *BackupList) restore(how func(i int)) {
	i := d.rows.Cursor()
	if d.said[i] != "" && !d.whole[i] {
		return
	}
	d.close()
	how(i)
}

func (d *BackupList) fill(i int, o fyne.CanvasObject) {
	b := d.model.Rows[i]
	said := d.said[i]
	if said == "" {
		said = reading
	}
	o.(*backupRow).show(dayWords(b.Time, d.model.Now)+b.Time.Format(", 15:04"), said, sizeWords(b.Bytes))
}

// dayWords names a day as people near it do.
func dayWords(t, now time.Time) string {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	switch day(t) {
	case day(now):
		return "Today"
	case day(now.AddDate(0, 0, -1)):
		return "Yesterday"
	}
	if t.Year() == now.Year() {
		return t.Format("Monday 2 January")
	}
	return t.Format("2 January 2006")
}

// backupRow is a backup with its date, what is in it and its size.
type backupRow struct {
	part.Panelled
	when, held, size *part.Text
}

func newBackupRow(pen *part.Pen) *backupRow {
	r := &backupRow{
		when: pen.Text("", part.Elastic, part.Sentence),
		held: pen.Text("", part.Elastic, part.Sentence, part.Size(theme.TextSmall), part.Colored(part.Muted)),
		size: pen.Text("", part.Trailing, part.Size(theme.TextSmall), part.Colored(part.Muted)),
	}
	r.Init(r, r.place, r.when, r.held, r.size)
	return r
}

func (r *backupRow) show(when, held, size string) {
	r.when.SetText(when)
	r.held.SetText(held)
	r.size.SetText(size)
	r.Relayout()
}

const whenWidth = 250 // of a date with its time

func (r *backupRow) place(size fyne.Size) {
	side := r.size.Width()
	part.Place(r.when, 12, 0, min(whenWidth, size.Width), size.Height)
	part.Place(r.held, 12+whenWidth, 0, max(0, size.Width-whenWidth-36-side), size.Height)
	part.Place(r.size, size.Width-12-side, 0, side, size.Height)
}
