package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/annotate/lang"
	"rubricator/app/dialogs"
	"rubricator/app/present"
	"rubricator/app/project"
	"rubricator/app/state"
)

// survey is a look at what is about to be imported.
type survey struct {
	w       *Workbench
	ctx     context.Context
	cancel  func()
	paths   []string
	sheet   *dialogs.Importing // nil until there is something to choose
	sources []dialogs.Source
	looked  bool                          // there are no more sources
	ended   bool                          // the import began, or will not
	looks   map[string]context.CancelFunc // the last look again at each source, by its first path
}

// importPaths brings files and folders into the project. Texts and web pages are taken at once; for all else a sheet says
// first what was found.
func (w *Workbench) importPaths(paths []string) {
	ctx, cancel := context.WithCancel(w.jobs)
	s := &survey{w: w, ctx: ctx, cancel: cancel, paths: paths}
	if w.coming != nil {
		w.coming.end()
	}
	w.coming = s
	slow := time.AfterFunc(slowLook, func() { w.do(s.open) })
	go func() {
		found, err := ingest.Survey(ctx, paths, func(found []ingest.Source) { s.show(found, nil) })
		slow.Stop()
		s.show(found, nil)
		w.do(func() { s.done(err) })
		s.languages(found)
	}()
}

// slowLook is how long a look may take before the window says that it is under way.
const slowLook = 300 * time.Millisecond

// languages finds those of the first records, and tells source by source.
func (s *survey) languages(found []ingest.Source) {
	detector := lang.New()
	var names []string
	for _, f := range found {
		if s.ctx.Err() != nil {
			return
		}
		names = append(names, languagesOf(s.ctx, detector, f.Look.Records))
		s.show(found, slices.Clone(names))
	}
}

// show gives the sheet what is known; it opens for what is neither a text nor a web page.
func (s *survey) show(found []ingest.Source, languages []string) {
	sources := make([]dialogs.Source, len(found))
	for i, f := range found {
		sources[i].Source = f
		if i < len(languages) {
			sources[i].Languages = languages[i]
		}
	}
	s.w.do(func() {
		if s.sources = sources; slices.ContainsFunc(sources, asksSomething) {
			s.open()
		}
		if s.sheet != nil {
			s.sheet.Show(sources, s.looked)
		}
	})
}

// asksSomething reports whether there is anything to say or to choose before an input is imported.
func asksSomething(s dialogs.Source) bool {
	name := s.Look.Format.Name
	return s.Err == nil && (!s.Seen || name != "" && name != "html")
}

// languagesOf names the languages of some records, the commonest first.
func languagesOf(ctx context.Context, detector lang.Detector, records []ingest.Record) string {
	counts := map[string]int{}
	for _, r := range records[:min(len(records), 5)] {
		counts[cmp.Or(r.Language, detector.Detect(ctx, r.Document.Text.String()).Code)]++
	}
	delete(counts, lang.Undetermined)
	var codes, names []string
	for code := range counts {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	for _, code := range codes {
		names = append(names, lang.Name(code))
	}
	return strings.Join(names, ", ")
}

// open shows the sheet.
func (s *survey) open() {
	w := s.w
	if s.ended || s.sheet != nil || w.coming != s || s.ctx.Err() != nil {
		return
	}
	s.sheet = dialogs.ImportSheet(w.host(), dialogs.ImportModel{
		Annotator: w.state.Project.Annotator,
		Labels:    w.state.Project.Schema.Labels,
		Again:     s.again,
		Start:     s.start,
		Left:      s.end,
	})
	s.sheet.Show(s.sources, s.looked)
}

// again looks at an input in another way.
func (s *survey) again(source dialogs.Source, c ingest.Choice, done func(dialogs.Source)) {
	ctx, w := s.anew(source.Paths[0]), s.w
	go func() {
		source.Source = source.Again(ctx, c)
		source.Languages = languagesOf(ctx, lang.New(), source.Look.Records)
		w.do(func() {
			if ctx.Err() == nil {
				done(source)
			}
		})
	}()
}

// anew ends the last look again at a source and gives the context of the next, which ends with the survey too.
func (s *survey) anew(path string) context.Context {
	if last := s.looks[path]; last != nil {
		last()
	}
	if s.looks == nil {
		s.looks = map[string]context.CancelFunc{}
	}
	ctx, cancel := context.WithCancel(s.ctx)
	s.looks[path] = cancel
	return ctx
}

// done ends the look. What asks nothing is imported; of what cannot be taken at all, the sheet says why.
func (s *survey) done(err error) {
	if s.ended || s.ctx.Err() != nil {
		return
	}
	s.looked = true
	if err != nil {
		s.w.Dispatch(state.Say{Text: "not all files were looked at: " + err.Error(), Warn: true})
	}
	takes := slices.ContainsFunc(s.sources, func(f dialogs.Source) bool { return f.Err == nil })
	if err == nil && takes && !slices.ContainsFunc(s.sources, asksSomething) {
		if s.sheet != nil {
			s.sheet.Close()
		}
		s.start(dialogs.ImportChoice{Sources: s.sources})
		return
	}
	s.open()
	if s.sheet != nil {
		s.sheet.Show(s.sources, true)
	}
}

// end stops looking.
func (s *survey) end() {
	s.ended = true
	s.cancel()
	if s.w.coming == s {
		s.w.coming = nil
	}
}

// start imports as was chosen.
func (s *survey) start(c dialogs.ImportChoice) {
	s.end()
	o := project.ImportOptions{Format: project.FormatAuto, Annotator: c.Annotator, AsSuggestions: c.AsSuggestions, Choices: map[string]project.Choice{}}
	for _, source := range c.Sources {
		if !source.Seen && !source.Skip || source.Err != nil {
			continue
		}
		choice := project.Choice{Choice: source.Look.Choice, Skip: source.Skip}
		for _, path := range source.Paths {
			o.Choices[path] = choice
		}
	}
	s.w.importAs(s.paths, o, saidBefore(c.Sources))
}

// saidBefore are the lines of a report that the sheet has said: how files were read as a whole.
func saidBefore(sources []dialogs.Source) map[string]bool {
	said := map[string]bool{}
	for _, source := range sources {
		for _, path := range source.Paths {
			for _, m := range source.Look.Remarks {
				if m.Line == 0 && !m.Refused {
					said[withoutCounts(fmt.Sprintf("%q: %s", path, m))] = true
				}
			}
		}
	}
	return said
}

// withoutCounts is a line of a report up to what a look at the beginning of a file cannot know, and what is chosen.
func withoutCounts(line string) string {
	line, _, _ = strings.Cut(line, "; ")
	line, _, _ = strings.Cut(line, " between its columns: ")
	return line
}

// mostLines is how many lines of a report the window keeps.
const mostLines = 100_000

// importAs imports. What could not be taken, and all else that nobody has said before, is listed when it is done.
func (w *Workbench) importAs(paths []string, o project.ImportOptions, said map[string]bool) {
	p, ctx, t := w.project, w.jobs, w.teacher
	var lines []string
	var sum project.Summary
	more, news := 0, false
	began := time.Now()
	w.job("Importing", func(ctx context.Context, progress func(int, int)) (err error) {
		o.Bytes = func(done, total int64) { w.do(func() { w.busy.SetBytes(done, total) }) }
		sum, err = p.Import(ctx, paths, o, func(l project.Line) {
			news = news || !said[withoutCounts(l.Text)]
			if len(lines) < mostLines {
				lines = append(lines, below(paths, l.Text))
			} else {
				more++
			}
		}, progress)
		return err
	}, func(err error) {
		if more > 0 {
			lines = append(lines, fmt.Sprintf("%s more; the command line’s import says all", present.Count(more, "line")))
		}
		if err != nil {
			lines, news = append(lines, importStopped(err)), true
		}
		w.teachImported(p, t, began)
		w.reload()
		if news {
			dialogs.ReportToSave(w.host(), "Import", lines, importWords(sum), w.reportName(began), saveReport)
		}
		w.Dispatch(state.Say{Text: importWords(sum), Warn: err != nil})
		go w.findLanguages(ctx, p)
	})
}

// below is a line of a report that names its input below the folder in which it was chosen, so that there is room for why.
func below(paths []string, line string) string {
	for _, path := range paths {
		inside := `"` + filepath.Dir(filepath.Clean(path)) + string(filepath.Separator)
		if rest, ok := strings.CutPrefix(line, inside); ok {
			return `"` + rest
		}
	}
	return line
}

func importStopped(err error) string {
	if errors.Is(err, context.Canceled) {
		return "it was stopped: what is counted is stored, and the same import takes the rest"
	}
	return err.Error()
}

// importWords count what an import did, and say what undo is not for.
func importWords(s project.Summary) string {
	if !s.Took() {
		return s.String()
	}
	return s.String() + "; undo does not take an import back"
}

// reportName is where a report of an import would go: beside the project.
func (w *Workbench) reportName(at time.Time) string {
	return filepath.Join(w.folder(), w.state.Project.Name+at.Format("-import-2006-01-02-1504")+".txt")
}

// saveReport writes lines to a file that is not there yet.
func saveReport(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return fill(f, text)
}

// fill writes a new file, and leaves none that is not whole.
func fill(f *os.File, text string) error {
	_, err := f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

// maxImported is how many of the newest steps are looked at for labels that an import brought; older ones are learnt
// when the project is opened again.
const maxImported = 10_000

// teachImported lets the suggesters learn from labels that came in.
func (w *Workbench) teachImported(p *project.Project, t *teacher, since time.Time) {
	names, err := p.Learns()
	for _, name := range names {
		txs, failed := p.Store().Tail(name, maxImported)
		err = errors.Join(err, failed)
		txs = slices.DeleteFunc(txs, func(tx annotate.Transaction) bool {
			return tx.Origin != annotate.OriginImport || tx.Time.Before(since.Truncate(time.Millisecond))
		})
		t.teach(state.Teach{Elsewhere: txs})
	}
	if err != nil {
		w.Dispatch(state.Say{Text: "cannot learn from the import: " + err.Error(), Warn: true})
	}
}
