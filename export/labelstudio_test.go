package export

import (
	"encoding/json"
	"encoding/xml"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestLabelStudioGolden(t *testing.T) {
	files, rep := trainingOf(t, "label-studio", nasty(t)...)
	golden(t, "label-studio/data.json", files["data.jsonl"])
	golden(t, "label-studio/labeling.xml", files["data.jsonl.labeling.xml"])
	if rep.Records != 6 || rep.Cut != 0 {
		t.Errorf("report %+v", rep)
	}
}

// studioTask has the keys that Label Studio reads.
type studioTask struct {
	Data        map[string]any
	Annotations []struct {
		WasCancelled bool `json:"was_cancelled"`
		Result       []struct {
			ID       string
			FromName string `json:"from_name"`
			ToName   string `json:"to_name"`
			Type     string
			Value    struct {
				Start, End int
				Text       string
				Labels     []string
			}
			Meta struct{ Text []string }
		}
	}
}

// Every result names the configuration's tags and one of its labels, and covers what it says.
func TestLabelStudioTasksFitTheConfiguration(t *testing.T) {
	other := record(t, "doc-0009", "Oslo\nis <cold> & dark", [2]string{"PLACE", "Oslo"}, [2]string{`W&<"`, "<cold>"})
	list := append(nasty(t), other)
	files, _ := trainingOf(t, "label-studio", list...)
	var config struct {
		Labels struct {
			Name   string `xml:"name,attr"`
			ToName string `xml:"toName,attr"`
			Label  []struct {
				Value string `xml:"value,attr"`
			}
		}
		Text struct {
			Name  string `xml:"name,attr"`
			Value string `xml:"value,attr"`
		}
	}
	if err := xml.Unmarshal([]byte(files["data.jsonl.labeling.xml"]), &config); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, l := range config.Labels.Label {
		known[l.Value] = true
	}
	var tasks []studioTask
	if err := json.Unmarshal([]byte(files["data.jsonl"]), &tasks); err != nil || len(tasks) != 7 || config.Text.Value != "$text" {
		t.Fatalf("%v, %d tasks, %+v", err, len(tasks), config)
	}
	n := 0
	for _, task := range tasks {
		text := []rune(task.Data["text"].(string))
		for _, r := range task.Annotations[0].Result {
			n++
			if r.FromName != config.Labels.Name || r.ToName != config.Text.Name || config.Labels.ToName != r.ToName || r.Type != "labels" || !known[r.Value.Labels[0]] {
				t.Errorf("result %+v does not fit the configuration", r)
			}
			if got := string(text[r.Value.Start:r.Value.End]); got != r.Value.Text {
				t.Errorf("%s covers %q, says %q", r.ID, got, r.Value.Text)
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d results were looked at", n)
	}
}

func TestLabelStudioStatus(t *testing.T) {
	fresh, open, aside := record(t, "a", "Oslo"), record(t, "b", "Oslo", [2]string{"PLACE", "Oslo"}), mira(t)
	fresh.Work.Status, open.Work.Status, aside.Work.Status = annotate.New, annotate.InProgress, annotate.Ignored
	aside.Document.ID = "c"
	files, _ := trainingOf(t, "label-studio", fresh, open, aside)
	var tasks []studioTask
	if err := json.Unmarshal([]byte(files["data.jsonl"]), &tasks); err != nil {
		t.Fatal(err)
	}
	if len(tasks[0].Annotations) != 0 || len(tasks[1].Annotations) != 1 || tasks[1].Annotations[0].WasCancelled || !tasks[2].Annotations[0].WasCancelled {
		t.Errorf("tasks %+v", tasks)
	}
}

// With splits the configuration stands once, beside the files of tasks.
func TestLabelStudioFolder(t *testing.T) {
	o := options("label-studio", filepath.Join(t.TempDir(), "studio"))
	o.Split = true
	list := shared(t)
	list[1].Split = "test"
	export(t, o, list...)
	only(t, o.Out, "README.md", "SHA256SUMS", "alignment.tsv", "labeling.xml", "labels.json", "manifest.json", "provenance.tsv", "schema.json", "test.json", "train.json")
}

func TestLabelStudioCheckSeesEveryChange(t *testing.T) {
	o := opened(t, "label-studio")
	u := o.unit(mira(t))
	line, err := o.write(nil, u)
	if err != nil {
		t.Fatal(err)
	}
	changes(t, line, func(line []byte) error { return checkLabelStudio(line, u) }, [2]string{"🚒", "🚑"}, [2]string{`"end":12`, `"end":13`}, [2]string{`"text":"3 May"`, `"text":"4 May"`},
		[2]string{`["DATE"]`, `["DATA"]`}, [2]string{`"from_name":"label"`, `"from_name":"lable"`}, [2]string{`"type":"labels"`, `"type":"label"`}, [2]string{`]}]}` + "\n", `]}` + "\n"},
		[2]string{`,{"id":"s5","from_name":"label","to_name":"text","type":"labels","value":{"start":62,"end":67,"text":"3 May","labels":["DATE"]},"meta":{"text":[]}}`, ""})
}

// changes fails for each change that the check does not see.
func changes(t *testing.T, line []byte, check func([]byte) error, list ...[2]string) {
	t.Helper()
	if err := check(line); err != nil {
		t.Fatal(err)
	}
	for _, change := range list {
		bad := strings.Replace(string(line), change[0], change[1], 1)
		if bad == string(line) {
			t.Fatalf("%q is not in %s", change[0], line)
		}
		if check([]byte(bad)) == nil {
			t.Errorf("%q for %q passed the check", change[1], change[0])
		}
	}
}
