package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/lang"
	"rubricator/app/dialogs"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/export"
	"rubricator/export/splits"
)

// askExport opens the dialog of the export, with the last one of this project first.
func (w *Workbench) askExport() {
	p := w.project
	m := dialogs.ExportModel{Formats: map[string]dialogs.Format{}}
	for _, f := range export.Formats() {
		m.Formats[f.Name] = formatOf(f)
	}
	m.Rows = exportRows(m.Formats)
	if last, ok := w.lastExport(); ok && m.Formats[last.Format].Name != "" {
		m.Rows = append([]dialogs.ExportRow{{Title: "As last time", Note: m.Formats[last.Format].Title, Choice: last}}, m.Rows...)
	}
	for _, l := range p.Store().Schema().Labels {
		m.Labels = append(m.Labels, dialogs.ExportLabel{Name: l.Name, Title: l.Title})
	}
	w.countArticles(&m)
	m.Me = w.state.Project.Annotator
	names, err := p.Store().Annotators()
	if err != nil {
		w.Dispatch(state.Say{Text: "cannot read who has worked here: " + err.Error(), Warn: true})
	}
	m.Others = slices.DeleteFunc(names, func(name string) bool { return name == m.Me })
	m.Name = w.exportPath
	m.Standing = w.standing()
	m.Ask = func(c dialogs.ExportChoice, answer dialogs.ExportAnswer) func() { return w.survey(p, c, answer) }
	m.Start = func(c dialogs.ExportChoice) { w.startExport(p, c) }
	m.Check, m.Findings = func() { w.Dispatch(state.OpenCheck{}) }, w.state.Check.Found.Total()
	dialogs.Export(w.host(), m)
}

// formatOf is a format with what can be chosen for it.
func formatOf(f export.Format) dialogs.Format {
	offer := project.OfferOf(f)
	return dialogs.Format{Name: f.Name, Title: f.Title, Describe: f.Describe, Folder: f.Folder, Ending: f.Ending, Documents: offer.Documents,
		Pers: offer.Pers, Units: offer.Units, Schemes: offer.Schemes, Chats: offer.Chats, Single: offer.Single}
}

// exportRows are the purposes, then all formats.
func exportRows(formats map[string]dialogs.Format) (rows []dialogs.ExportRow) {
	for _, preset := range project.Presets() {
		rows = append(rows, dialogs.ExportRow{Title: preset.Title, Note: "", Choice: choiceOf(preset.Options)})
	}
	rows = append(rows, dialogs.ExportRow{Title: "All formats", Heading: true})
	for _, f := range export.Formats() {
		note := f.Ending
		if f.Folder {
			note = "folder"
		}
		rows = append(rows, dialogs.ExportRow{Title: f.Title, Note: note, Choice: dialogs.ExportChoice{Format: f.Name}})
	}
	return rows
}

// choiceOf is what a preset chooses.
func choiceOf(o project.ExportOptions) dialogs.ExportChoice {
	c := dialogs.ExportChoice{Format: o.Format, All: o.All, Per: string(o.Per)}
	if o.Split != nil {
		s := o.Split.Shares
		c.Shares = fmt.Sprintf("%d,%d,%d", s[0], s[1], s[2])
	}
	return c
}

// exportOptions are what a choice means; an error says what cannot be read, or what the format cannot do.
func (w *Workbench) exportOptions(c dialogs.ExportChoice) (project.ExportOptions, error) {
	o := project.ExportOptions{Format: c.Format, Out: c.Out, Own: true, All: c.All, Languages: c.Languages, Per: export.Per(c.Per), Unit: c.Unit,
		Scheme: export.Scheme(c.Scheme), Chat: export.ChatShape(c.Chat), Labels: c.Labels, Provenance: c.Provenance, Tool: "rubricator " + w.version}
	if c.Window != "" {
		n, err := strconv.Atoi(c.Window)
		if err != nil || n < 1 {
			return o, fmt.Errorf("a window of %q tokens: type a whole number, such as %d", c.Window, export.DefaultWindow)
		}
		o.Window = n
	}
	if c.Shares != "" {
		o.Split = &project.SplitOptions{Options: splits.Options{By: splits.By(c.By), Stratify: c.Even}}
		var err error
		if o.Split.Shares, err = splits.ParseShares(c.Shares); err != nil {
			return o, err
		}
		if c.Seed != "" {
			if o.Split.Seed, err = strconv.ParseInt(c.Seed, 10, 64); err != nil {
				return o, fmt.Errorf("the seed %q: type a whole number", c.Seed)
			}
		}
	}
	return o, o.Check()
}

// exportPath is where an export goes if nobody says otherwise: beside the project, under its name.
func (w *Workbench) exportPath(c dialogs.ExportChoice) string {
	o := project.ExportOptions{Format: c.Format}
	if c.Shares != "" {
		o.Split = &project.SplitOptions{}
	}
	return filepath.Join(w.folder(), o.FileName(w.state.Project.Name))
}

// countArticles counts the articles of the list, and their languages.
func (w *Workbench) countArticles(m *dialogs.ExportModel) {
	m.All, m.Finished = w.state.List.Rows.Len(), w.state.List.Counts[state.Done]
	for _, l := range w.state.List.Languages() {
		name := lang.Name(l.Code)
		if l.Code == "und" {
			name = "Unknown"
		}
		m.Languages = append(m.Languages, dialogs.ExportLanguage{Code: l.Code, Name: name, Articles: l.Articles})
	}
}

// How long a survey waits for the next choice, and how long it is silent about its progress.
const (
	surveyPause  = 60 * time.Millisecond
	surveySilent = 300 * time.Millisecond
)

// standing looks beside the window at what stands where an export is to go: a folder may be far, and extras are compared.
func (w *Workbench) standing() func(dialogs.ExportChoice, func(dialogs.ExportStanding, error)) {
	var last atomic.Int64
	return func(c dialogs.ExportChoice, answer func(dialogs.ExportStanding, error)) {
		look := last.Add(1)
		o, err := w.exportOptions(c)
		if err != nil { // what is wrong with the choice is told by the survey
			answer(dialogs.ExportStanding{}, nil)
			return
		}
		time.AfterFunc(surveyPause, func() {
			if last.Load() != look {
				return
			}
			s, err := o.Standing()
			info, missing := os.Stat(o.Out)
			told := dialogs.ExportStanding{There: s.There, Folder: missing == nil && info.IsDir(), Foreign: s.Foreign}
			w.do(func() { answer(told, err) })
		})
	}
}

// survey looks beside the window at what an export would write. The function that it returns stops it.
func (w *Workbench) survey(p *project.Project, c dialogs.ExportChoice, answer dialogs.ExportAnswer) func() {
	ctx, cancel := context.WithCancel(w.jobs)
	o, err := w.exportOptions(c)
	if err != nil {
		w.do(func() { answer.Counts(dialogs.ExportCounts{}, err) })
		return cancel
	}
	language, writer := w.exportLanguage(c), w.writer
	go func() {
		defer cancel()
		select {
		case <-ctx.Done():
			return
		case <-time.After(surveyPause):
		}
		if err := writer.Flush(ctx); err != nil {
			w.do(func() {
				answer.Counts(dialogs.ExportCounts{}, fmt.Errorf("the last steps are not stored yet: %w", err))
			})
			return
		}
		text, failed := p.Preview(ctx, o)
		if ctx.Err() != nil {
			return
		}
		w.do(func() { answer.Preview(text, failed) })
		began := time.Now()
		s, err := p.Survey(ctx, o, everyTick(func(done, total int) {
			if time.Since(began) > surveySilent {
				w.do(func() { answer.Progress(done, total) })
			}
		}))
		if ctx.Err() != nil {
			return
		}
		counts := countsOf(s, o, language)
		w.do(func() { answer.Counts(counts, err) })
	}()
	return cancel
}

// exportLanguage is the language of the articles of a choice; "" where there are several.
func (w *Workbench) exportLanguage(c dialogs.ExportChoice) string {
	found := ""
	for _, r := range w.state.List.Rows.All() {
		code := r.Language()
		if !c.All && r.Status != annotate.Finished || len(c.Languages) > 0 && !slices.Contains(c.Languages, code) {
			continue
		}
		if found != "" && found != code {
			return ""
		}
		found = code
	}
	return found
}

// shownPlaces is how many places of a loss are listed before the export.
const shownPlaces = 5

// countsOf is a survey as the dialog shows it.
func countsOf(s project.Survey, o project.ExportOptions, language string) dialogs.ExportCounts {
	c := dialogs.ExportCounts{Articles: s.Documents, Records: s.Records, Spans: s.Spans, Found: s.Found, Notes: s.Notes}
	for name, n := range s.Labels {
		c.Labels = append(c.Labels, dialogs.ExportCount{Name: name, N: n})
	}
	slices.SortFunc(c.Labels, func(a, b dialogs.ExportCount) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Name, b.Name)
	})
	if o.Split != nil {
		for _, part := range s.Splits {
			c.Splits = append(c.Splits, dialogs.ExportCount{Name: part.Name, N: part.Documents})
		}
		for _, name := range s.Empty {
			c.Splits = append(c.Splits, dialogs.ExportCount{Name: name})
		}
	}
	for _, g := range s.Groups(formatTitle(o.Format)) {
		group := dialogs.ExportGroup{Words: g.Words, Left: g.Left, N: g.N}
		for _, l := range g.Items[:min(shownPlaces, len(g.Items))] {
			group.Places = append(group.Places, placeWords(l))
		}
		c.Groups = append(c.Groups, group)
	}
	next := project.After(o, language, s.Report)
	c.Say, c.Command = next.Say, next.Command
	return c
}

// placeWords say where a loss is.
func placeWords(l export.Loss) string {
	if l.Span == "" && l.Label == "" {
		return "“" + l.Document + "”"
	}
	return fmt.Sprintf("%s “%s” in “%s”", l.Label, l.Text, l.Document)
}

// startExport writes what was chosen, and remembers it.
func (w *Workbench) startExport(p *project.Project, c dialogs.ExportChoice) {
	kept := c
	if c.Out == "" {
		c.Out = w.exportPath(c)
	}
	o, err := w.exportOptions(c)
	if err != nil {
		dialogs.Error(w.host(), "The export was not written", err.Error(), "Choose otherwise and try again.")
		return
	}
	w.exportThen(p, o, w.exportLanguage(c), func() { w.keepExport(kept) })
}

// exportThen writes what was chosen, under a dialog with progress and cancel, and says what came of it.
func (w *Workbench) exportThen(p *project.Project, o project.ExportOptions, language string, written func()) {
	var report export.Report
	writer := w.writer
	w.job("Exporting", func(ctx context.Context, progress func(int, int)) (err error) {
		if err = writer.Flush(ctx); err != nil {
			return fmt.Errorf("the last steps are not stored yet: %w", err)
		}
		report, err = p.Export(ctx, o, progress)
		return err
	}, func(err error) {
		if errors.Is(err, context.Canceled) {
			w.Dispatch(state.Say{Text: "export cancelled; what stood at “" + o.Out + "” is unchanged"})
			return
		}
		if err != nil {
			dialogs.Error(w.host(), "The export was not written", err.Error(), "What stood at the destination is unchanged. Ctrl+E chooses another one; “rubricator check” looks for damage in the project.")
			return
		}
		written()
		words := report.String()
		if o.Format == project.FormatSchema {
			words = "the labels and rules of the schema"
		}
		next := project.After(o, language, report)
		dialogs.Exported(w.host(), dialogs.Done{Summary: words, Lines: resultLines(report, o), Path: o.Out, Say: next.Say, Command: next.Command, Open: w.opener(o.Out)})
	})
}

// resultLines say in short what the dialog said before the export, in the same words, and then what the report says.
func resultLines(r export.Report, o project.ExportOptions) (lines []string) {
	for _, g := range r.Groups(formatTitle(o.Format)) {
		lines = append(lines, "in short: "+g.Words)
	}
	return append(lines, r.Lines()...)
}

// formatTitle is what people call a format.
func formatTitle(name string) string {
	f, err := export.Lookup(name)
	if err != nil {
		return ""
	}
	return f.Title
}

// opener shows the folder at path, or the one that a file stands in, in the system's file manager.
func (w *Workbench) opener(path string) func(told func(error)) {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path)
	}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive of Windows
	}
	return func(told func(error)) {
		go func() {
			err := w.fyne.OpenURL(&url.URL{Scheme: "file", Path: slashed})
			w.do(func() { told(err) })
		}()
	}
}

// exportsKept is of how many projects the last export is remembered.
const exportsKept = 20

// keptExport is the last export of a project.
type keptExport struct {
	Project string               `json:"project"`
	Choice  dialogs.ExportChoice `json:"choice"`
}

// keptExports are the last ones, the newest first. What cannot be read counts as none.
func (w *Workbench) keptExports() (list []keptExport) {
	_ = json.Unmarshal([]byte(w.kept.Get("exports")), &list)
	return list
}

func (w *Workbench) lastExport() (dialogs.ExportChoice, bool) {
	for _, k := range w.keptExports() {
		if k.Project == w.state.Project.Path {
			return k.Choice, true
		}
	}
	return dialogs.ExportChoice{}, false
}

func (w *Workbench) keepExport(c dialogs.ExportChoice) {
	list := slices.DeleteFunc(w.keptExports(), func(k keptExport) bool { return k.Project == w.state.Project.Path })
	list = append([]keptExport{{w.state.Project.Path, c}}, list...)
	data, err := json.Marshal(list[:min(exportsKept, len(list))])
	if err == nil {
		w.kept.Set("exports", string(data))
	}
}
