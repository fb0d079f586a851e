package project

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/annotate/suggest/onnx"
)

// Model is the model that a project's people brought: a folder with a network that labels words (package onnx).
type Model struct {
	Folder string            `json:"folder"`        // absolute
	SHA256 string            `json:"sha256"`        // of its files when it was chosen, in hexadecimal
	Labels map[string]string `json:"labels"`        // the model's label -> the project's; "" has none
	Out    bool              `json:"out,omitempty"` // it is not asked, and what it said is not suggested
}

// Title is the model's name for people.
func (m Model) Title() string { return onnx.Title(m.Folder) }

// modelSetting names the model in the project's file. A program that does not know it leaves it be.
const modelSetting = "model"

// Model is the model that the project's people brought; false when they brought none.
func (p *Project) Model() (Model, bool) {
	m := p.model.chosen()
	return cmp.Or(m, &Model{}).copy(), m != nil
}

func (m *Model) copy() Model {
	c := *m
	c.Labels = make(map[string]string, len(m.Labels))
	for k, v := range m.Labels {
		c.Labels[k] = v
	}
	return c
}

// SetModel tries the model in a folder, keeps it in the project's file and takes it into use. labels has the project's
// label for some of the model's, "" for none; the others are found by name. What another model said is forgotten. It
// returns how long the model takes. Its error wraps onnx.ErrFolder when the folder is at fault.
func (p *Project) SetModel(ctx context.Context, folder string, labels map[string]string) (ModelTime, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return ModelTime{}, err
	}
	opened, err := onnx.Open(folder)
	if err != nil {
		return ModelTime{}, err
	}
	m := &Model{Folder: folder, SHA256: opened.SHA256()}
	if m.Labels, err = mapLabels(opened.Labels(), labels, p.store.Schema()); err != nil {
		return ModelTime{}, err
	}
	took, err := p.timeModel(ctx, opened)
	if err == nil {
		err = p.keepModel(m)
	}
	if err != nil {
		return ModelTime{}, err
	}
	p.model.use(m, opened)
	return took, nil
}

// ForgetModel goes on without the model.
func (p *Project) ForgetModel() error {
	if err := errors.Join(p.store.SetSetting(modelSetting, ""), p.store.DropCached()); err != nil {
		return err
	}
	p.model.use(nil, nil)
	return nil
}

// LabelModel changes the project's labels for some of the model's, "" for none.
func (p *Project) LabelModel(labels map[string]string) error {
	m, ok := p.Model()
	if !ok {
		return errors.New("the project has no model: bring one first")
	}
	var own []string
	for label := range m.Labels {
		own = append(own, label)
	}
	slices.Sort(own)
	for label, is := range labels {
		m.Labels[label] = is
	}
	next, err := mapLabels(own, m.Labels, p.store.Schema())
	if err != nil {
		return err
	}
	m.Labels = next
	if err := p.keepModel(&m); err != nil {
		return err
	}
	p.model.relabel(&m)
	return nil
}

// LeaveModelOut goes on without what the model says, or takes it in again. What it said is kept.
func (p *Project) LeaveModelOut(out bool) error {
	m, ok := p.Model()
	if !ok {
		return errors.New("the project has no model: bring one first")
	}
	m.Out = out
	p.model.relabel(&m)
	return p.keepModel(&m)
}

// keepModel writes the choice into the project's file. What another model said goes.
func (p *Project) keepModel(m *Model) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if before := p.model.chosen(); before == nil || before.SHA256 != m.SHA256 {
		if err := p.store.DropCached(); err != nil {
			return err
		}
	}
	return p.store.SetSetting(modelSetting, string(data))
}

// readModel takes the model in the project's file into use. Nothing is opened before it is needed.
func (p *Project) readModel() error {
	data, err := p.store.Setting(modelSetting)
	if err != nil || data == "" {
		return err
	}
	m := &Model{}
	if err := json.Unmarshal([]byte(data), m); err != nil {
		return fmt.Errorf("the project's model %q: %w; open the project with the program that wrote it", data, err)
	}
	p.model.use(m, nil)
	return nil
}

// mapLabels is the project's label for each of a model's: the one that was chosen, else the one of its name. MISC has
// many meanings, so it goes to a label of that very name only.
func mapLabels(own []string, chosen map[string]string, schema annotate.Schema) (map[string]string, error) {
	labels := suggest.ProposeLabels(own, schema)
	if _, ok := labels["MISC"]; ok {
		i := slices.IndexFunc(schema.Labels, func(l annotate.Label) bool { return strings.EqualFold(l.Name, "MISC") })
		if labels["MISC"] = ""; i >= 0 {
			labels["MISC"] = schema.Labels[i].Name
		}
	}
	for label, is := range chosen {
		if !slices.Contains(own, label) {
			return nil, fmt.Errorf("the model has no label %q: its labels are %s", label, strings.Join(own, ", "))
		}
		if _, ok := schema.Label(is); !ok && is != "" {
			return nil, fmt.Errorf("the project has no label %q to give for the model's %s: name one of its own, or none", is, label)
		}
		labels[label] = is
	}
	return labels, nil
}

// ModelTime is how long a model takes.
type ModelTime struct {
	Sample  time.Duration // for 200 words
	Article time.Duration // for an article of the project, on average; of 800 words when it has none
}

// ModelTime tries the model that the project has.
func (p *Project) ModelTime(ctx context.Context) (ModelTime, error) {
	m, err := p.model.opened()
	if err != nil {
		return ModelTime{}, err
	}
	return p.timeModel(ctx, m)
}

// timed is 200 words of ours.
var timed = strings.TrimSpace(strings.Repeat("The harbour master of North Bay told reporters on Tuesday that 12 boats, among them the ferry to Oslo, "+
	"will stay in port until the union and Mira Okonkwo, who owns nine of them, have met the minister again there. ", 5))

func (p *Project) timeModel(ctx context.Context, m *onnx.Model) (t ModelTime, err error) {
	text, err := annotate.NewText(timed)
	if err != nil {
		return t, err
	}
	for range 2 { // the first time it is prepared
		began := time.Now()
		if _, err := m.Find(ctx, text, "en"); err != nil {
			return t, err
		}
		t.Sample = time.Since(began)
		if t.Sample > 2*time.Second {
			break
		}
	}
	length, err := p.articleLength()
	t.Article = time.Duration(float64(t.Sample) * length / float64(text.Len()))
	return t, err
}

// articleLength is the length of an article of the project, in code points, on average.
func (p *Project) articleLength() (float64, error) {
	headers, err := p.store.Headers(p.annotator)
	if err != nil {
		return 0, err
	}
	if len(headers) == 0 {
		return 4 * float64(len(timed)), nil
	}
	sum := 0
	for _, h := range headers {
		sum += h.CodePoints
	}
	return float64(sum) / float64(len(headers)), nil
}
