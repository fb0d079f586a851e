package export

import (
	"fmt"
	"path"
	"strings"
)

// croissantFile describes the files of lines in Croissant 1.1, which mlcroissant and data search engines read.
const croissantFile = "croissant.json"

// croissant is the description: names follow the specification. Licence, address, date and citation are for people to
// add; none is made up.
type croissant struct {
	Context      map[string]any `json:"@context"`
	Type         string         `json:"@type"`
	ConformsTo   string         `json:"conformsTo"`
	Name         string         `json:"name"`
	Description  string         `json:"description"`
	InLanguage   []string       `json:"inLanguage,omitempty"`
	DateCreated  string         `json:"dateCreated,omitempty"`
	Distribution []crFile       `json:"distribution"`
	RecordSet    []crRecordSet  `json:"recordSet"`
}

type crFile struct {
	Type           string `json:"@type"`
	ID             string `json:"@id"`
	Name           string `json:"name"`
	ContentURL     string `json:"contentUrl"`
	EncodingFormat string `json:"encodingFormat"`
	ContentSize    string `json:"contentSize"`
	SHA256         string `json:"sha256"`
}

type crRecordSet struct {
	Type     string           `json:"@type"`
	ID       string           `json:"@id"`
	Name     string           `json:"name"`
	DataType string           `json:"dataType,omitempty"`
	Key      *crID            `json:"key,omitempty"`
	Field    []crField        `json:"field"`
	Data     []map[string]any `json:"data,omitempty"`
}

type crField struct {
	Type       string    `json:"@type"`
	ID         string    `json:"@id"`
	Name       string    `json:"name"`
	DataType   string    `json:"dataType,omitempty"`
	IsArray    bool      `json:"isArray,omitempty"`
	ArrayShape string    `json:"arrayShape,omitempty"`
	Source     *crSource `json:"source,omitempty"`
	SubField   []crField `json:"subField,omitempty"`
}

type crSource struct {
	FileObject crID              `json:"fileObject"`
	Extract    map[string]string `json:"extract"`
	Transform  []crPath          `json:"transform,omitempty"` // one after the other
}

type crPath struct {
	JSONPath string `json:"jsonPath"`
}

type crID struct {
	ID string `json:"@id"`
}

// column is a key of a format's lines, in words of Croissant.
type column struct {
	name  string
	kind  string   // a data type; "" for one with parts
	list  bool     // it holds a list
	path  []string // of a part: the steps from its column to it, each taken in every element of a list
	parts []column
}

const (
	crText = "sc:Text"
	crInt  = "sc:Integer"
)

func textColumn(name string) column { return column{name: name, kind: crText} }

// partsOf are objects with keys of these kinds.
func partsOf(name string, under []string, kinds ...[2]string) column {
	c := column{name: name, list: true}
	for _, k := range kinds {
		c.parts = append(c.parts, column{name: k[0], kind: k[1], path: append(under[:len(under):len(under)], k[0])})
	}
	return c
}

var (
	crStart, crEnd, crLabel, crQuote = [2]string{"start", crInt}, [2]string{"end", crInt}, [2]string{"label", crText}, [2]string{"text", crText}
	crRole, crContent                = [2]string{"role", crText}, [2]string{"content", crText}
)

// columns are what a tool can load of the lines of a format. Keys whose values have no fixed form are left out.
func (r *run) columns() []column {
	switch r.format.Name {
	case "hf":
		return []column{textColumn("id"), textColumn("text"), textColumn("lang"), {name: "tokens", kind: crText, list: true},
			{name: "ner_tags", kind: crText, list: true}, partsOf("spans", nil, crStart, crEnd, crLabel, crQuote)}
	case "rubricator":
		return []column{textColumn("id"), textColumn("title"), textColumn("lang"), textColumn("text"), textColumn("status"), textColumn("annotator"),
			partsOf("spans", nil, [2]string{"id", crText}, crStart, crEnd, crLabel, crQuote, [2]string{"annotator", crText}, [2]string{"origin", crText})}
	case "spacy":
		return []column{textColumn("id"), textColumn("text"), partsOf("ents", nil, crStart, crEnd, crLabel),
			partsOf("spans", []string{"sc"}, crStart, crEnd, crLabel), partsOf("tokens", nil, crStart, crEnd)}
	case "prodigy":
		return []column{textColumn("text"), partsOf("tokens", nil, crQuote, crStart, crEnd), partsOf("spans", nil, crStart, crEnd, crLabel), textColumn("answer")}
	case "doccano":
		spans := column{name: "label", list: true, parts: []column{{name: "start", kind: crInt, path: []string{"$[0]"}},
			{name: "end", kind: crInt, path: []string{"$[1]"}}, {name: "label", kind: crText, path: []string{"$[2]"}}}}
		return []column{textColumn("ext_id"), textColumn("text"), textColumn("lang"), spans}
	case "chat":
		if r.opts.Chat == ChatPrompt {
			return []column{partsOf("prompt", nil, crRole, crContent), partsOf("completion", nil, crRole, crContent)}
		}
		return []column{partsOf("messages", nil, crRole, crContent)}
	case "gliner2":
		return []column{textColumn("input")}
	}
	return nil
}

// croissant writes the description of the files of lines; other exports have none.
func (r *run) croissant() error {
	columns := r.columns()
	if r.format.shape != lines || columns == nil {
		return nil
	}
	written, err := r.stage.sealed()
	if err != nil {
		return err
	}
	sums := map[string]File{}
	for _, f := range written {
		sums[f.Path] = f
	}
	data, err := marshal(r.croissantOf(columns, sums))
	if err != nil {
		return err
	}
	return r.add(croissantFile, data)
}

func (r *run) croissantOf(columns []column, sums map[string]File) croissant {
	c := croissant{Context: croissantContext(), Type: "sc:Dataset", ConformsTo: "http://mlcommons.org/croissant/1.1", Name: plainLine(r.opts.Name),
		Description: "Texts with the named entities in them, in the format " + r.format.Title + "; " + cardFile + " says more.", InLanguage: r.languages()}
	if !r.opts.Created.IsZero() {
		c.DateCreated = r.opts.Created.UTC().Format("2006-01-02")
	}
	var names []string
	for _, file := range r.dataFiles() {
		f := sums[file]
		c.Distribution = append(c.Distribution, crFile{"cr:FileObject", file, file, file, "application/jsonlines", fmt.Sprintf("%d B", f.Bytes), f.SHA256})
		split := strings.TrimSuffix(path.Base(file), path.Ext(file))
		names = append(names, split)
		c.RecordSet = append(c.RecordSet, crRecordSet{Type: "cr:RecordSet", ID: split, Name: split, Field: crFields(file, split, "", columns)})
	}
	c.RecordSet = append(c.RecordSet, splitRecords(names))
	return c
}

// crFields describes columns; above is the column that they are parts of.
func crFields(file, prefix, above string, columns []column) []crField {
	var list []crField
	for _, c := range columns {
		f := crField{Type: "cr:Field", ID: prefix + "/" + c.name, Name: c.name, DataType: c.kind}
		if c.list {
			f.IsArray, f.ArrayShape = true, "-1"
		}
		if c.parts != nil {
			f.SubField = crFields(file, f.ID, c.name, c.parts)
			list = append(list, f)
			continue
		}
		f.Source = &crSource{FileObject: crID{file}, Extract: map[string]string{"column": c.name}}
		if above != "" {
			f.Source.Extract["column"] = above
		}
		for _, step := range c.path {
			f.Source.Transform = append(f.Source.Transform, crPath{step})
		}
		list = append(list, f)
	}
	return list
}

// splitRecords says which record set is which split, in the terms that tools know.
func splitRecords(names []string) crRecordSet {
	set := crRecordSet{Type: "cr:RecordSet", ID: "splits", Name: "splits", DataType: "cr:Split", Key: &crID{"splits/name"}, Field: []crField{
		{Type: "cr:Field", ID: "splits/name", Name: "name", DataType: crText},
		{Type: "cr:Field", ID: "splits/url", Name: "url", DataType: "sc:URL"}}}
	terms := map[string]string{"train": "cr:TrainingSplit", "validation": "cr:ValidationSplit", "test": "cr:TestSplit"}
	for _, s := range names {
		set.Data = append(set.Data, map[string]any{"splits/name": s, "splits/url": terms[s]})
	}
	return set
}

// croissantContext is the one that the specification asks for, as far as its words occur here.
func croissantContext() map[string]any {
	c := map[string]any{"@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/", "cr": "http://mlcommons.org/croissant/",
		"dct": "http://purl.org/dc/terms/", "rai": "http://mlcommons.org/croissant/RAI/", "conformsTo": "dct:conformsTo",
		"data": map[string]string{"@id": "cr:data", "@type": "@json"}, "examples": map[string]string{"@id": "cr:examples", "@type": "@json"},
		"dataType": map[string]string{"@id": "cr:dataType", "@type": "@vocab"}}
	for _, word := range strings.Fields("arrayShape citeAs column containedIn equivalentProperty extract field fileObject fileProperty fileSet format includes isArray " +
		"isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate separator source subField transform") {
		c[word] = "cr:" + word
	}
	return c
}
