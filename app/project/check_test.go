package project

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/check"
)

// findings lists the findings of some kinds.
func findings(t *testing.T, c Checked, kinds ...check.Kind) (list []string) {
	t.Helper()
	err := c.Each(t.Context(), func(f check.Finding) bool {
		if slices.Contains(kinds, f.Kind) {
			list = append(list, fmt.Sprintf("%s %s %q", f.Doc, f.Kind, f.Surface))
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestCheckScopes(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", "Oslo and Oslo. Oslo, Oslo, Oslo.", "b.txt", "To Oslo from OSLO, said Mira.", "c.txt", "Oslo.", "d.txt", "Mira and Oslo."))
	say(t, p, "a", "ada", "[LOC Oslo] and [LOC Oslo]. [LOC Oslo], [LOC Oslo], [LOC Oslo].")
	say(t, p, "b", "ada", "To Oslo from OSLO, said [PER Mira].")
	say(t, p, "c", "ada", "[ORG Oslo].")
	say(t, p, "d", "ada", "[PER Mira] and Oslo.")
	assign(t, p, "c", annotate.InProgress)
	assign(t, p, "d", annotate.Ignored)
	for scope, want := range map[Scope][]string{
		ScopeFinished: {`b missed "Oslo"`, `b missed "OSLO"`},
		ScopeAll:      {`b missed "Oslo"`, `b missed "OSLO"`, `c conflict "Oslo"`},
	} {
		c, err := p.Check(t.Context(), CheckOptions{Own: true, Scope: scope}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := findings(t, c, check.Missed, check.Conflict)
		slices.Sort(got)
		slices.Sort(want)
		if looked := map[Scope]int{ScopeFinished: 2, ScopeAll: 3}[scope]; !slices.Equal(got, want) || c.Documents != looked {
			t.Errorf("%s: in %d documents %q, want %q", scope, c.Documents, got, want)
		}
	}
}

// assign gives ada's work on a document a status.
func assign(t *testing.T, p *Project, id string, status annotate.Status) {
	t.Helper()
	work, err := p.Store().Work(id, "ada")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := p.Store().Document(id)
	if err != nil {
		t.Fatal(err)
	}
	step(t, p, annotate.Session{Document: doc, Work: work, Annotator: "ada"}, annotate.AssignTo(work, annotate.FieldStatus, string(status)))
}

func TestCheckStops(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", first)
	ctx, stop := context.WithCancel(t.Context())
	_, err := p.Check(ctx, CheckOptions{Own: true, Scope: ScopeAll}, func(int, int) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, it says %v", err)
	}
	c, err := p.Check(t.Context(), CheckOptions{Scope: ScopeAll}, nil)
	if err != nil || c.Annotator != "ada" {
		t.Fatalf("%+v, %v", c, err)
	}
	if err := c.Each(ctx, func(check.Finding) bool { return true }); len(slices.Collect(c.All())) > 0 && !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, the findings say %v", err)
	}
}

// TestLetStand waves a finding through; it is gone after reopening, comes back with Ctrl+Z, and goes through an export.
func TestLetStand(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", "Oslo and Oslo.", "b.txt", "To Oslo, said Mira."))
	say(t, p, "a", "ada", "[LOC Oslo] and [LOC Oslo].")
	say(t, p, "b", "ada", "To Oslo, said [PER Mira].")
	checked := func(p *Project) (list []check.Finding) {
		c, err := p.Check(t.Context(), CheckOptions{Annotator: "ada", Scope: ScopeFinished}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return c.Of("b")
	}
	list := checked(p)
	if len(list) != 1 || list[0].Kind != check.Missed {
		t.Fatalf("%+v", list)
	}
	doc, err := p.Store().Document("b")
	if err != nil {
		t.Fatal(err)
	}
	work, err := p.Store().Work("b", "ada")
	if err != nil {
		t.Fatal(err)
	}
	s := annotate.Session{Document: doc, Work: work, Annotator: "ada"}
	tx := s.Transaction(time.Now(), annotate.OriginUser, "let stand", list[0].Span, annotate.Wave{Pass: list[0].Pass()})
	next, err := s.Apply(tx)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Store().Append(tx); err != nil {
		t.Fatal(err)
	}
	if list := checked(p); len(list) != 0 {
		t.Errorf("let stand, there is still %+v", list)
	}
	out := write(t, p, ExportOptions{All: true})
	if !strings.Contains(out, `"passed":[{"start":3,"end":7,"kind":"missed","label":"LOC"}]`) {
		t.Errorf("exported as\n%s", out)
	}
	other := begin(t)
	take(t, other, ImportOptions{}, files(t, "out.jsonl", out)+"/out.jsonl")
	if again := write(t, other, ExportOptions{All: true}); again != out {
		t.Errorf("exported as\n%s\nimported and exported as\n%s", out, again)
	}
	if list := checked(other); len(list) != 0 {
		t.Errorf("imported, there is %+v", list)
	}
	_, txs, err := next.Undo(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Store().Append(txs...); err != nil {
		t.Fatal(err)
	}
	if list := checked(p); len(list) != 1 {
		t.Errorf("taken back, there is %+v", list)
	}
}
