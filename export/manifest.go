package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"
)

// ManifestName is the first value of the manifest that stands in every exported folder.
const ManifestName = "rubricator-manifest/1"

// manifest says what a folder holds and how it was made. Only it has a time, and only if the export was given one.
type manifest struct {
	Manifest  string                 `json:"manifest"`
	Dataset   string                 `json:"dataset"`
	Tool      string                 `json:"tool"`
	Created   string                 `json:"created,omitempty"` // RFC 3339, UTC
	State     string                 `json:"state"`             // SHA-256 over the sorted SHA-256 sums of the lines
	Annotator string                 `json:"annotator"`
	Unit      string                 `json:"offset_unit"`
	End       string                 `json:"offset_end"`
	Newline   string                 `json:"newline"`
	Normal    string                 `json:"normalization"`
	Tokenizer tokenizerInfo          `json:"tokenizer"`
	Subtoken  map[string]string      `json:"subtoken"`
	Nesting   string                 `json:"nesting"`
	Zones     string                 `json:"zones"`
	Labels    []labelInfo            `json:"labels"`
	Counts    map[string]*splitCount `json:"counts"`
	Reports   reportCounts           `json:"reports"`
	Files     []fileInfo             `json:"files"`
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

// isManifest reports whether data is a manifest that this package wrote.
func isManifest(data []byte) bool {
	var m manifest
	return json.Unmarshal(data, &m) == nil && m.Manifest == ManifestName
}

func (h hf) manifest(files []File) manifest {
	m := manifest{Manifest: ManifestName, Dataset: h.opts.Name, Tool: h.opts.Tool, State: stateOf(h.sums), Annotator: h.opts.Annotator,
		Unit: "codepoint", End: "exclusive", Newline: "lf", Normal: "none",
		Tokenizer: tokenizerInfo{tokenizerID, tokenizerLibrary, tokenizerUnicode}, Subtoken: map[string]string{"default": "split"},
		Nesting: "outermost-longest", Zones: "cut", Labels: h.labelInfos(), Counts: h.splits, Reports: h.reportCounts(), Files: []fileInfo{}}
	if !h.opts.Created.IsZero() {
		m.Created = h.opts.Created.UTC().Format(time.RFC3339)
	}
	for _, f := range files {
		info := fileInfo{Path: f.Path, Format: "text", Bytes: f.Bytes, SHA256: f.SHA256}
		for name, c := range h.splits {
			if f.Path == splitFile(name) {
				info.Format, info.Records = "hf", c.Docs
			}
		}
		m.Files = append(m.Files, info)
	}
	return m
}

func (h hf) reportCounts() reportCounts {
	a := h.actions
	return reportCounts{h.report.Cut, a["nested"], a["trimmed"], a["duplicate"], a["left_out"]}
}

// labelInfos are the schema's labels, then those that only occur.
func (h hf) labelInfos() []labelInfo {
	list := []labelInfo{}
	for _, l := range h.opts.Schema.Labels {
		list = append(list, labelInfo{l.Name, l.Title, l.Guideline})
	}
	for _, name := range h.extraLabels() {
		list = append(list, labelInfo{Name: name})
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
