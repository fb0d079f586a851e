package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"slices"
	"time"
	"unicode"
)

// ManifestName is the first value of the manifest that stands with every export.
const ManifestName = "rubricator-manifest/1"

// manifest says what an export holds and how it was made. Only it has a time, and only if the export was given one.
type manifest struct {
	Manifest   string                 `json:"manifest"`
	Layout     string                 `json:"layout"`
	Format     string                 `json:"format"`
	Dataset    string                 `json:"dataset"`
	Tool       string                 `json:"tool"`
	Created    string                 `json:"created,omitempty"` // RFC 3339, UTC
	State      string                 `json:"state"`             // SHA-256 over the sorted SHA-256 sums of the lines
	Annotator  string                 `json:"annotator"`
	Unit       string                 `json:"offset_unit"`
	End        string                 `json:"offset_end"`
	Newline    string                 `json:"newline"`
	Normal     string                 `json:"normalization"`
	Tokenizer  tokenizerInfo          `json:"tokenizer"`
	Scheme     Scheme                 `json:"scheme,omitempty"`
	Subtoken   map[string]string      `json:"subtoken"`
	Nesting    string                 `json:"nesting"`
	Zones      string                 `json:"zones"`
	Labels     []labelInfo            `json:"labels"`
	Split      *splitInfo             `json:"split,omitempty"` // of an export with a plan
	Counts     map[string]*splitCount `json:"counts"`
	Reports    reportCounts           `json:"reports"`
	Provenance provenanceCounts       `json:"provenance"` // of the spans that are written
	Files      []fileInfo             `json:"files"`
}

type tokenizerInfo struct {
	ID      string `json:"id"`
	Library string `json:"library"`
	Unicode string `json:"unicode"`
}

type labelInfo struct {
	Name       string `json:"name"`
	Title      string `json:"title"`
	Definition string `json:"definition"`
	Gliner     string `json:"gliner,omitempty"` // as it stands in a format that has labels as people say them
}

// reportCounts count spans, but for the cut tokens.
type reportCounts struct {
	SubtokenSplit int `json:"subtoken_split"`
	NestedLeftOut int `json:"nested_left_out"`
	Trimmed       int `json:"trimmed"`
	Duplicate     int `json:"duplicate"`
	LeftOut       int `json:"left_out"`
}

type fileInfo struct {
	Path    string `json:"path"`
	Format  string `json:"format"`
	Records int    `json:"records"`
	Bytes   int64  `json:"bytes"`
	SHA256  string `json:"sha256"`
}

// The values of Layout: a folder that an export wrote whole, and a file with its extras beside it. Manifests without any are
// older, and of folders.
const (
	layoutFolder = "folder"
	layoutFile   = "file"
)

// ofFolder reports whether path is a manifest that this package wrote for a whole folder. Its first values say so; the
// list of the files behind them is not read.
func ofFolder(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return false
	}
	head := map[string]string{}
	for dec.More() && len(head) < 2 {
		name, err := dec.Token()
		var value json.RawMessage
		if err != nil || dec.Decode(&value) != nil {
			return false
		}
		if name == "manifest" || name == "layout" {
			var text string
			if json.Unmarshal(value, &text) != nil {
				return false
			}
			head[name.(string)] = text
		}
	}
	return head["manifest"] == ManifestName && (head["layout"] == layoutFolder || head["layout"] == "")
}

func (r *run) manifest(list []File) manifest {
	m := manifest{Manifest: ManifestName, Layout: layoutFile, Dataset: r.opts.Name, Tool: r.opts.Tool, Format: r.format.Name, State: stateOf(r.sums), Annotator: r.opts.Annotator,
		Unit: unitNames[r.offsetUnit()], End: "exclusive", Newline: "lf", Normal: "none",
		Tokenizer: r.tokenizer(), Scheme: r.opts.Scheme, Subtoken: map[string]string{"default": "split"},
		Nesting: "outermost-longest", Zones: "cut", Labels: r.labelInfos(), Split: r.splitInfo(), Counts: r.splits, Reports: r.reportCounts(), Provenance: r.came, Files: []fileInfo{}}
	if r.folder() {
		m.Layout = layoutFolder
	}
	if r.format.Unit == Tokens {
		m.End = "inclusive"
	}
	if r.format.stored {
		m.Zones, m.Nesting = "kept", "kept"
	}
	if !r.opts.Created.IsZero() {
		m.Created = r.opts.Created.UTC().Format(time.RFC3339)
	}
	for _, f := range list {
		m.Files = append(m.Files, r.fileInfo(f))
	}
	return m
}

func (r *run) tokenizer() tokenizerInfo {
	if r.format.segments != nil {
		return tokenizerInfo{ID: r.format.Name, Library: "unicode", Unicode: unicode.Version}
	}
	return tokenizerInfo{tokenizerID, tokenizerLibrary, tokenizerUnicode}
}

// unitNames are the values of offset_unit.
var unitNames = map[string]string{CodePoints: "codepoint", UTF16: "utf16", Graphemes: "grapheme", Tokens: "token", Strings: "none"}

func (r *run) fileInfo(f File) fileInfo {
	info := fileInfo{Path: f.Path, Format: "text", Bytes: f.Bytes, SHA256: f.SHA256}
	for name, c := range r.splits {
		if f.Path == r.file(name) {
			info.Format, info.Records = r.format.Name, info.Records+c.Records
		}
	}
	return info
}

func (r *run) reportCounts() reportCounts {
	a := r.actions
	return reportCounts{r.report.Cut, a["nested"], a["trimmed"], a["duplicate"], a["left_out"]}
}

// labelInfos are the schema's labels, then those that only occur.
func (r *run) labelInfos() []labelInfo {
	list := []labelInfo{}
	for _, l := range r.opts.Schema.Labels {
		list = append(list, labelInfo{Name: l.Name, Title: l.Title, Definition: l.Guideline})
	}
	for _, name := range r.extraLabels() {
		list = append(list, labelInfo{Name: name})
	}
	for i := range list {
		if r.gliner != nil {
			list[i].Gliner = r.gliner.of(list[i].Name)
		}
	}
	return list
}

// stateOf identifies the records whatever their order.
func stateOf(sums [][sha256.Size]byte) string {
	sorted := slices.SortedFunc(slices.Values(sums), func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	all := sha256.New()
	for _, s := range sorted {
		all.Write(s[:])
	}
	return hex.EncodeToString(all.Sum(nil))
}

// marshal is JSON for people: indented, without the escapes that are only for web pages, with a last line end.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}
