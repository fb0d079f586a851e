package cli

import (
	"errors"
	"os"
	"strings"
	"testing"

	"rubricator/app/project"
)

// onProject are all commands that read or change a project at p.rubric.
var onProject = []string{"import p.rubric a.txt", "suggest p.rubric", "export p.rubric --format rubricator --out x.jsonl", "list p.rubric",
	"list p.rubric --json", "stats p.rubric", "check p.rubric", "backup p.rubric copy.rubric", "compact p.rubric", "merge p.rubric a.txt"}

func TestMissingProject(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	for _, line := range onProject {
		refuses(t, exitFailed, strings.Fields(line), `"p.rubric"`, "no such project file")
	}
	if _, err := os.Stat("p.rubric"); err == nil {
		t.Error("a command made the missing project")
	}
}

func TestFileThatIsNoProject(t *testing.T) {
	inFolder(t, "a.txt", harbour, "p.rubric", strings.Repeat("This is a letter to a friend, and no project at all.\n", 2000))
	for _, line := range onProject {
		refuses(t, exitFailed, strings.Fields(line), `"p.rubric"`, "not a Rubricator project")
	}
}

func TestTruncatedProject(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "whole.rubric")
	must(t, "import", "whole.rubric", "a.txt")
	must(t, "backup", "whole.rubric", "p.rubric")
	info, err := os.Stat("p.rubric")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate("p.rubric", info.Size()/2); err != nil {
		t.Fatal(err)
	}
	for _, line := range onProject {
		refuses(t, exitFailed, strings.Fields(line), `"p.rubric"`, "damaged", "restore a backup")
	}
}

func TestDamagedHeaderIsAFault(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt")
	f, err := os.OpenFile("p.rubric", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte{0xff, 0xfe, 0xfd}, 4096+40); err != nil {
		t.Fatal(err)
	}
	f.Close()
	got := run("check", "p.rubric")
	if got.status != exitFailed || !strings.Contains(got.stdout, "header") || !strings.Contains(got.stderr, "1 fault; restore a backup") {
		t.Errorf("check of a damaged header: %+v", got)
	}
}

func TestUncleanEndingIsNoFault(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt")
	p, err := project.Open("p.rubric", "", false)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("p.rubric") // as a program that was killed leaves it
	if err == nil {
		err = os.WriteFile("killed.rubric", data, 0o600)
	}
	if err = errors.Join(err, p.Close()); err != nil {
		t.Fatal(err)
	}
	if got := must(t, "check", "killed.rubric"); got != "killed.rubric: no faults\n" {
		t.Errorf("check: %q", got)
	}
}

func TestProjectThatIsOpenElsewhere(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	p, err := project.Open("p.rubric", "", false)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"list p.rubric", "import p.rubric a.txt"} {
		got := start(t, nil, strings.Fields(line)...).wait(t)
		if got.status != exitFailed || !strings.Contains(got.stderr, "another process has the project open") || !strings.Contains(got.stderr, `"p.rubric"`) {
			t.Errorf("%s: %+v", line, got)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	must(t, "list", "p.rubric")
}
