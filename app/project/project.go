// Package project is what the window and the command line do with a project file, written once: opening it, importing
// into it, finding languages, suggesting, looking for a phrase, exporting.
//
// Read it in this order:
//
//	Create, Open, OpenSample  a Project: its file, the suggestion engine and the language detector
//	Project.Import            articles and data sets go in, whatever of them can be taken
//	Project.DetectLanguages   of documents whose language nobody knows yet
//	Project.Settings, Use     what the project's people chose about its suggestions
//	Project.Learn, Observe    the engine follows what the annotator decides
//	Project.Suggest, Count    what to propose for one document, and how much that is
//	Project.SetModel, Model   the model that the project's people brought, which is asked too
//	Project.Occurrences       where else a phrase stands
//	Project.Export, Survey    what one annotator said, in one of the formats; what that would be
//	Presets, After            exports for people with a purpose, and what to do with what was written
//
// A Project may be used from many goroutines. Long work takes a context and says how far it is; when it is interrupted,
// what it has committed stays and is whole.
package project

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"rubricator/annotate"
	"rubricator/annotate/lang"
	"rubricator/annotate/suggest"
	"rubricator/storage"
)

// Project is an open project with all that works on it.
type Project struct {
	store     *storage.Project
	annotator string
	engine    atomic.Pointer[suggest.Engine]
	model     *ownModel
	detector  lang.Detector
	learning  sync.Mutex // the settings, and the engine that has them
	settings  suggest.Settings
	answers   atomic.Int64 // learnt from
	importing sync.Mutex   // one import at a time: it adds to the schema
	relations relations
}

// installation remembers which files this program wrote to; nil, as in tests, nothing.
var installation *storage.Installation

// RememberIn has the program remember in a folder of its own which files it wrote to, so that it goes on there under the
// same identity. It is called once, before a project is opened.
func RememberIn(folder string) { installation = storage.OpenInstallation(folder) }

// Create makes a project file. It refuses a path at which something stands already.
func Create(path string, schema annotate.Schema) error {
	store, err := storage.Create(path, schema)
	if err != nil {
		return err
	}
	return store.Close()
}

// Open opens a project for one annotator; "" is DefaultAnnotator.
func Open(path, annotator string, readOnly bool) (*Project, error) {
	return OpenContext(context.Background(), path, annotator, readOnly, nil)
}

// OpenContext is Open for a file at which it takes a while to look. Progress, which may be nil, is told how far that is; ctx
// ends it.
func OpenContext(ctx context.Context, path, annotator string, readOnly bool, progress func(done, total int)) (*Project, error) {
	store, err := storage.OpenContext(ctx, path, storage.Options{ReadOnly: readOnly, Installation: installation}, progress)
	if err != nil {
		return nil, err
	}
	if annotator == "" {
		annotator = DefaultAnnotator()
	}
	p := &Project{store: store, annotator: annotator, model: newOwnModel(store), detector: lang.New()}
	p.BeginAnew()
	if err := errors.Join(p.readSettings(), p.readModel()); err != nil {
		return nil, errors.Join(fmt.Errorf("open project %q: %w", path, err), store.Close())
	}
	return p, nil
}

// Close ends the use of the file.
func (p *Project) Close() error {
	p.model.close()
	return p.store.Close()
}

// Store is the project's file.
func (p *Project) Store() *storage.Project { return p.store }

// Annotator is whose work this Project suggests for and learns from.
func (p *Project) Annotator() string { return p.annotator }

// ActAs makes another annotator the one whose work this Project suggests for. It is called before anything is learnt.
func (p *Project) ActAs(annotator string) { p.annotator = annotator }

// Name is the project's name for people: its file's, without the ending.
func (p *Project) Name() string {
	name := filepath.Base(p.store.Path())
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// DefaultAnnotator is the system user's name.
func DefaultAnnotator() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username[strings.LastIndexByte(u.Username, '\\')+1:] // Windows puts the domain in front
	}
	for _, variable := range []string{"USER", "LOGNAME", "USERNAME"} {
		if name := os.Getenv(variable); name != "" {
			return name
		}
	}
	return "annotator"
}
