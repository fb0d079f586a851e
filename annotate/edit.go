package annotate

import (
	"fmt"
	"slices"
)

// Edit is one small reversible change to a Work. Apply leaves the given work as it is and returns the next one with
// the edit that takes the change back, or an error wrapping ErrStale when the work is not what the edit expects.
type Edit interface {
	Apply(Work) (Work, Edit, error)
	// Touches is the part of the text that shows the change; empty when it shows elsewhere.
	Touches() Span
}

// Put adds (Before nil), removes (After nil) or replaces an annotation.
type Put struct{ Before, After *Annotation }

// Decide answers a suggestion (Before nil), takes an answer back (After nil) or changes it.
type Decide struct{ Before, After *Decision }

// Mark makes a part of the text a zone, or with Off takes that back.
type Mark struct {
	Zone Span
	Off  bool
}

// Wave records a pass, or with Off takes it back.
type Wave struct {
	Pass Pass
	Off  bool
}

// Field names what an Assign changes.
type Field string

const (
	FieldStatus    Field = "status"
	FieldNote      Field = "note"
	FieldLanguage  Field = "language"
	FieldDirection Field = "direction"
)

// Assign changes one field of a work from Before to After.
type Assign struct {
	Field         Field
	Before, After string
}

// Add, Remove and Replace are Puts.
func Add(a Annotation) Edit                 { return Put{After: &a} }
func Remove(a Annotation) Edit              { return Put{Before: &a} }
func Replace(before, after Annotation) Edit { return Put{&before, &after} }

// Answer is a Decide that also replaces an earlier answer in w to the same suggestion.
func Answer(w Work, d Decision) Edit {
	if old, ok := w.Decision(d.Key()); ok {
		return Decide{&old, &d}
	}
	return Decide{nil, &d}
}

// AssignTo is an Assign from what w has.
func AssignTo(w Work, f Field, after string) Edit {
	return Assign{f, w.Field(f), after}
}

// Field reads one assignable field.
func (w Work) Field(f Field) string {
	switch f {
	case FieldStatus:
		return string(w.Status)
	case FieldNote:
		return w.Note
	case FieldLanguage:
		return w.Language
	case FieldDirection:
		return w.Direction
	}
	return ""
}

func (e Put) Apply(w Work) (Work, Edit, error) {
	if e.Before != nil {
		if have, ok := w.Annotations.ByID(e.Before.ID); !ok || have != *e.Before {
			return w, nil, fmt.Errorf("%w: annotation %s is not %s %q any more", ErrStale, e.Before.ID, e.Before.Label, e.Before.Quote)
		}
	}
	if e.After != nil && (e.Before == nil || e.After.ID != e.Before.ID) {
		if _, taken := w.Annotations.ByID(e.After.ID); taken {
			return w, nil, fmt.Errorf("%w: annotation %s is there already", ErrStale, e.After.ID)
		}
	}
	if e.Before != nil {
		w.Annotations = w.Annotations.Without(*e.Before)
	}
	if e.After != nil {
		w.Annotations = w.Annotations.With(*e.After)
	}
	return w, Put{e.After, e.Before}, nil
}

func (e Put) Touches() Span {
	switch {
	case e.Before == nil && e.After == nil:
		return Span{}
	case e.Before == nil:
		return e.After.Span
	case e.After == nil:
		return e.Before.Span
	}
	return Span{min(e.Before.Span.Start, e.After.Span.Start), max(e.Before.Span.End, e.After.Span.End)}
}

func (e Decide) Apply(w Work) (Work, Edit, error) {
	next := w
	if e.Before != nil {
		if have, ok := w.Decision(e.Before.Key()); !ok || have != *e.Before {
			return w, nil, fmt.Errorf("%w: %s %q is not %s any more", ErrStale, e.Before.Label, e.Before.Quote, e.Before.Verdict)
		}
		next.Decisions = w.Decisions.Without(e.Before.Key())
	}
	if e.After != nil {
		if _, taken := next.Decision(e.After.Key()); taken {
			return w, nil, fmt.Errorf("%w: %s %q is answered already", ErrStale, e.After.Label, e.After.Quote)
		}
		next.Decisions = next.Decisions.With(*e.After)
	}
	return next, Decide{e.After, e.Before}, nil
}

func (e Decide) Touches() Span {
	if e.After != nil {
		return e.After.Span
	}
	if e.Before != nil {
		return e.Before.Span
	}
	return Span{}
}

func (e Mark) Apply(w Work) (Work, Edit, error) {
	i, have := slices.BinarySearchFunc(w.Zones, e.Zone, Span.Compare)
	if have != e.Off {
		return w, nil, fmt.Errorf("%w: zone [%d,%d)", ErrStale, e.Zone.Start, e.Zone.End)
	}
	if e.Off {
		w.Zones = slices.Delete(slices.Clone(w.Zones), i, i+1)
	} else {
		w.Zones = slices.Insert(slices.Clone(w.Zones), i, e.Zone)
	}
	return w, Mark{e.Zone, !e.Off}, nil
}

func (e Mark) Touches() Span { return e.Zone }

func (e Wave) Apply(w Work) (Work, Edit, error) {
	i, have := slices.BinarySearchFunc(w.Passed, e.Pass, Pass.Compare)
	if have != e.Off {
		return w, nil, fmt.Errorf("%w: %s at [%d,%d)", ErrStale, e.Pass.Kind, e.Pass.Span.Start, e.Pass.Span.End)
	}
	if e.Off {
		w.Passed = slices.Delete(slices.Clone(w.Passed), i, i+1)
	} else {
		w.Passed = slices.Insert(slices.Clone(w.Passed), i, e.Pass)
	}
	return w, Wave{e.Pass, !e.Off}, nil
}

func (e Wave) Touches() Span { return e.Pass.Span }

func (e Assign) Apply(w Work) (Work, Edit, error) {
	if have := w.Field(e.Field); have != e.Before {
		return w, nil, fmt.Errorf("%w: %s is %q, not %q", ErrStale, e.Field, have, e.Before)
	}
	switch e.Field {
	case FieldStatus:
		w.Status = Status(e.After)
	case FieldNote:
		w.Note = e.After
	case FieldLanguage:
		w.Language = e.After
	case FieldDirection:
		w.Direction = e.After
	default:
		return w, nil, fmt.Errorf("%w: no field %q", ErrStale, e.Field)
	}
	return w, Assign{e.Field, e.After, e.Before}, nil
}

func (e Assign) Touches() Span { return Span{} }
