//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rubricator/storage/storagetest"
)

// TestOpenFigures prints how long the window takes from the start of the program to a painted article, by the number of
// articles, and what it then holds in memory. The projects take turns. It asserts nothing about speed. OPEN_FIGURES may
// have the paths of other projects.
func TestOpenFigures(t *testing.T) {
	projects := strings.Fields(os.Getenv("OPEN_FIGURES"))
	if os.Getenv("FIGURES") == "" && len(projects) == 0 {
		t.Log("FIGURES is not set; make figures sets it")
		return
	}
	if len(projects) == 0 {
		projects = []string{storagetest.Articles(t, 1000, 3000), storagetest.Articles(t, 10_000, 3000),
			storagetest.Articles(t, 100_000, 3000), storagetest.Articles(t, 1_000_000, 300)}
	}
	t.Setenv("GODEBUG", "gctrace=1")
	b := setUp(t, 1440, 900)
	opens := make([]opening, len(projects))
	for range 7 {
		for i, project := range projects {
			if emptyCache() == nil {
				opens[i].cold = append(opens[i].cold, b.openOnce(project, nil))
			}
			opens[i].warm = append(opens[i].warm, b.openOnce(project, nil))
		}
	}
	fmt.Println("| start to a painted article | cold | warm | own memory | heap after the last collection |\n|---|---|---|---|---|")
	for i, project := range projects {
		o := &opens[i]
		b.openOnce(project, o)
		fmt.Printf("| %s | %.0f ms | %.0f ms | %d MB | %s MB |\n", filepath.Base(project), quantile(o.cold, 0.5), quantile(o.warm, 0.5), o.own, o.live)
	}
}

// opening is what was measured of a project.
type opening struct {
	cold, warm []float64 // ms
	own        int       // MB that are the program's own, with the project open for a while
	live       string    // MB of its heap that are in use
}

// openOnce opens a project and closes it, once what is read beside the window has come to rest where somebody asks for memory.
func (b *bench) openOnce(project string, o *opening) (ms float64) {
	b.t.Helper()
	p, took, err := Open(b.display, b.binary, project, b.home)
	if err != nil {
		b.t.Fatal(err)
	}
	if o != nil {
		b.program = p
		time.Sleep(20 * time.Second)
		o.own = status(b, "RssAnon") / 1024
	}
	if err := p.Quit(); err != nil {
		b.t.Fatal(err)
	}
	if o != nil {
		o.live = lastLive(p.stderr.String())
	}
	return float64(took.Milliseconds())
}

var collected = regexp.MustCompile(`->(\d+) MB, \d+ MB goal`)

// lastLive is what the last garbage collection left, in MB, by the trace that the program writes.
func lastLive(trace string) string {
	all := collected.FindAllStringSubmatch(trace, -1)
	if len(all) == 0 {
		return "?"
	}
	return all[len(all)-1][1]
}
