package dialogs

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rubricator/app/panel/part"
	"rubricator/app/state"
)

// What there is to choose from, in the order of the chips.
var (
	backupMinutes = []int{5, 10, 20, 60}
	backupNewest  = []int{1, 3, 5, 10}
)

// backupsPage is all that can be chosen about backups. It holds for all projects.
func (d *settings) backupsPage(s state.State) []line {
	now := s.Backups
	warning := d.pen.Prose("Without backups a damaged project file may be lost. The program goes on storing each step, but keeps no second copy.", 0, part.Colored(part.Bad), part.Sentence)
	part.Show(warning, now.Off)
	send := func() { d.host.Dispatch(state.SetBackups{Backups: now}) }
	on := d.choice([]string{"Yes", "No"}, at(now.Off), func(at int) {
		now.Off = at == 1
		part.Show(warning, now.Off)
		d.resize()
		send()
	})
	often := d.choice(each(backupMinutes, "%d minutes"), max(0, slices.Index(backupMinutes, now.Minutes)), func(at int) { now.Minutes = backupMinutes[at]; send() })
	many := d.choice(each(backupNewest, "%d"), max(0, slices.Index(backupNewest, now.Newest)), func(at int) { now.Newest = backupNewest[at]; send() })
	field := d.sheet.field("Beside the project")
	field.Called = "Folder for backups"
	field.SetText(now.Folder)
	trouble := d.pen.Prose("", 0, part.Colored(part.Bad), part.Sentence)
	field.OnChanged = func(text string) {
		folder, why := folderFor(text)
		trouble.SetText(why)
		d.resize()
		if why == "" && folder != now.Folder {
			now.Folder = folder
			send()
		}
	}
	beside := d.pen.Button("Beside the project", part.Pill, func() {
		field.SetText("")
		field.OnChanged("")
	})
	beside.Else = d.escape
	return []line{
		d.labelled("Make backups", on.line(0), 16),
		prose(warning, 8),
		d.labelled("While I work, every", often.line(0), 10),
		d.labelled("Newest that stay", d.beside(many, "and the last one of each of seven days"), 10),
		d.labelled("Folder", fixed(field, 36, 0), 10),
		prose(trouble, 6),
		d.labelled("", flowing(0, beside), 8),
	}
}

func at(second bool) int {
	if second {
		return 1
	}
	return 0
}

func each(list []int, format string) []string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = fmt.Sprintf(format, n)
	}
	return words
}

// folderFor takes a folder as typed, or says why backups cannot go there. An empty one is beside the project.
func folderFor(text string) (path, why string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", ""
	}
	if rest, home := strings.CutPrefix(text, "~"+string(filepath.Separator)); home {
		text = filepath.Join(strings.TrimSuffix(folder(""), string(filepath.Separator)), rest)
	}
	if !filepath.IsAbs(text) {
		return "", "Type the whole path of the folder."
	}
	if info, err := os.Stat(text); err != nil || !info.IsDir() {
		return "", "There is no such folder yet."
	}
	return filepath.Clean(text), ""
}
