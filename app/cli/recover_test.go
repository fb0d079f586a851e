package cli

import (
	"os"
	"strings"
	"testing"
)

// spoil writes zeros over a page of p.rubric that holds something.
func spoil(t *testing.T, page int64) {
	t.Helper()
	f, err := os.OpenFile("p.rubric", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt(make([]byte, 4096), page*4096); err != nil {
		t.Fatal(err)
	}
}

// damagedProject makes p.rubric, of which a page is zeros.
func damagedProject(t *testing.T) {
	t.Helper()
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt")
	must(t, "compact", "p.rubric")
	spoil(t, 2)
}

func TestRecoverSaysWhatCanBeDone(t *testing.T) {
	damagedProject(t)
	before, err := os.ReadFile("p.rubric")
	if err != nil {
		t.Fatal(err)
	}
	got := run("recover", "p.rubric")
	if got.status != exitFailed || !strings.Contains(got.stdout, "\n--from ") || !strings.Contains(got.stderr, "--to FILE") {
		t.Fatalf("%+v", got)
	}
	refuses(t, exitFailed, []string{"check", "p.rubric"}, "damaged", "recover --from ")
	said := must(t, "recover", "p.rubric", "--to", "r.rubric")
	if !strings.Contains(said, "r.rubric: 1 document") || !strings.Contains(said, "p.rubric is as it was") {
		t.Errorf("it says %q", said)
	}
	must(t, "check", "r.rubric")
	if list := must(t, "list", "r.rubric", "--json"); strings.Count(list, "\n") != 1 {
		t.Errorf("it holds %s", list)
	}
	if after, err := os.ReadFile("p.rubric"); err != nil || string(after) != string(before) {
		t.Error("the damaged file was changed")
	}
	refuses(t, exitFailed, []string{"recover", "p.rubric", "--to", "r.rubric"}, "exists already")
	refuses(t, exitFailed, []string{"recover", "p.rubric", "--to", "s.rubric", "--from", "backup"}, "--from backup is not possible", "use ")
}

func TestCheckWarnsOfThePlace(t *testing.T) {
	inFolder(t, "Dropbox/keep.txt", "")
	must(t, "new", "Dropbox/p.rubric")
	got := run("check", "Dropbox/p.rubric")
	if got.status != exitDone || !strings.Contains(got.stderr, "a folder that Dropbox keeps in step") || !strings.Contains(got.stderr, "work on a copy") {
		t.Errorf("%+v", got)
	}
}

func TestRecoverOfAWholeProject(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt")
	if got := must(t, "recover", "p.rubric"); !strings.Contains(got, "every page and every checksum is right") {
		t.Errorf("it says %q", got)
	}
	refuses(t, exitFailed, []string{"recover", "p.rubric", "--to", "r.rubric"}, "nothing is wrong")
	refuses(t, exitFailed, []string{"recover", "q.rubric"}, "no such project file")
	refuses(t, exitUsage, []string{"recover", "p.rubric", "--from", "magic", "--to", "r.rubric"}, `"magic" is no way`)
	refuses(t, exitUsage, []string{"recover", "p.rubric", "--from", "salvage"}, "--to FILE")
	if _, err := os.Stat("r.rubric"); err == nil {
		t.Error("a file was made")
	}
}
