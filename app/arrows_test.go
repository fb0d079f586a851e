package app_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pkg is one package of the program with what it imports itself.
type pkg struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

// packages lists ours as go list sees them. Tests may import what they like.
func packages(t *testing.T, args ...string) []pkg {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-e", "-json=ImportPath,Imports,Deps"}, args...)...)
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v\n%s", args, err, stderrOf(err))
	}
	var list []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

func stderrOf(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return string(exit.Stderr)
	}
	return ""
}

const (
	fyne    = "fyne.io/fyne/v2"
	fyneApp = "fyne.io/fyne/v2/app"
	bbolt   = "go.etcd.io/bbolt"
	lingua  = "github.com/pemistahl/lingua-go"
	gomlx   = "github.com/gomlx"
)

// under reports whether path is one of the packages, or stands below one that ends in "/...".
func under(path string, patterns ...string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		base, below := strings.CutSuffix(p, "/...")
		return path == base || below && strings.HasPrefix(path, base+"/")
	})
}

// rule forbids packages to reach others. The reason stands in the failure.
type rule struct {
	from   []string // whom it binds
	except []string // of those
	to     []string // what they must not reach
	direct bool     // only what they import themselves counts
	why    string
}

var rules = []rule{
	{from: []string{"rubricator/annotate/..."}, why: "the domain knows no file, database or window",
		to: []string{"rubricator/app/...", "rubricator/storage/...", "rubricator/export/...", fyne + "/...", bbolt + "/..."}},
	{from: []string{"rubricator/storage/..."}, why: "storage knows the domain alone",
		to: []string{"rubricator/app/...", "rubricator/export/...", fyne + "/..."}},
	{from: []string{"rubricator/export/..."}, why: "export knows the domain alone",
		to: []string{"rubricator/app/...", "rubricator/storage/...", fyne + "/...", bbolt + "/..."}},
	{from: []string{"rubricator/..."}, except: []string{"rubricator/storage/..."}, direct: true, why: "the file format is storage's own",
		to: []string{bbolt + "/..."}},
	{from: []string{"rubricator/..."}, except: []string{"rubricator"}, direct: true, why: "only main opens a real window",
		to: []string{fyneApp}},
	{from: []string{"rubricator/app/state", "rubricator/app/place", "rubricator/app/tally", "rubricator/app/settings", "rubricator/app/command/...", "rubricator/app/present", "rubricator/app/textlayout",
		"rubricator/app/project", "rubricator/app/cli"}, why: "it must run and be tested without a window", to: []string{fyne + "/..."}},
	{from: []string{"rubricator/app/textlayout"}, why: "it lays out any text", to: []string{"rubricator/..."}},
	{from: []string{"rubricator/..."}, direct: true, why: "panels hold no truth; whoever stores goes through app, project or cli",
		except: []string{"rubricator/storage/...", "rubricator/app", "rubricator/app/project", "rubricator/app/cli"},
		to:     []string{"rubricator/storage/..."}},
	{from: []string{"rubricator/app/panel/...", "rubricator/app/textview/...", "rubricator/app/dialogs/...", "rubricator/app/present"}, direct: true,
		why: "what is shown comes from the state alone", to: []string{"rubricator/app", "rubricator/app/project", "rubricator/app/cli"}},
	{from: []string{"rubricator"}, why: "what the starter learns from is not part of the program", to: []string{"rubricator/annotate/suggest/train"}},
	{from: []string{"rubricator/..."}, except: []string{"rubricator/annotate/lang"}, direct: true, why: "one small interface stands before its 130 MB",
		to: []string{lingua + "/..."}},
	{from: []string{"rubricator/..."}, except: []string{"rubricator/annotate/suggest/onnx"}, direct: true, why: "one package stands before what runs networks",
		to: []string{gomlx + "/..."}},
}

func TestArrows(t *testing.T) {
	all := packages(t, "-tags", "ci,migrated_fynedo", "rubricator/...")
	for _, r := range rules {
		bound := 0
		for _, p := range all {
			if !under(p.ImportPath, r.from...) || under(p.ImportPath, r.except...) {
				continue
			}
			bound++
			reached := p.Deps
			if r.direct {
				reached = p.Imports
			}
			for _, to := range reached {
				if under(to, r.to...) {
					t.Errorf("%s reaches %s: %s", p.ImportPath, to, r.why)
				}
			}
		}
		if bound == 0 {
			t.Errorf("no package is bound by the rule %v: it was renamed", r.from)
		}
	}
}

func TestHeadlessHasNoWindow(t *testing.T) {
	list := packages(t, "-tags", "headless", "rubricator")
	if len(list) != 1 || !slices.Contains(list[0].Deps, "rubricator/app/cli") {
		t.Fatalf("go list gives %v", list)
	}
	for _, dep := range list[0].Deps {
		if under(dep, fyne+"/...", "github.com/go-gl/...", "rubricator/app/panel/...", "runtime/cgo") {
			t.Errorf("the command line alone links %s", dep)
		}
	}
}

func TestWindowBuildHasOne(t *testing.T) {
	list := packages(t, "-tags", "ci,migrated_fynedo", "rubricator")
	if len(list) != 1 || !slices.Contains(list[0].Imports, fyneApp) {
		t.Errorf("main does not import %s: the rule about it proves nothing", fyneApp)
	}
}
