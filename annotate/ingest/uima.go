package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// uima is what a file says of one CAS, whatever its syntax: texts, and things with features that point to them.
type uima struct {
	jsonFile
	line   int
	sofas  []uimaThing
	things []uimaThing
	supers map[string]string   // types -> what they are kinds of
	views  map[string][]string // ids of the things in the view of a sofa; a sofa that is not there has them all
}

// uimaThing is a feature structure; id and sofa are those of the file.
type uimaThing struct {
	id, kind string
	features map[string]string // by name, without what a syntax puts before it
}

// The types that are read, and those that say nothing that an annotator could have said.
const (
	uimaSofa   = "uima.cas.Sofa"
	uimaEntity = "NamedEntity"
)

var uimaPlain = []string{"Token", "Sentence", "Paragraph", "DocumentMetaData", "DocumentAnnotation", "TagsetDescription", "TagDescription", "NULL", "View", "FSArray", "StringArray"}

// records are the texts of a CAS, each with the named entities that stand in it.
func (u *uima) records() (list []*builder) {
	for _, s := range u.sofas {
		if text, ok := s.features["sofaString"]; ok {
			list = append(list, u.record(s, text))
		}
	}
	if len(list) == 0 {
		u.refuse(u.line, "", "it has no text: a CAS keeps it as sofaString")
	}
	return list
}

func (u *uima) record(sofa uimaThing, text string) *builder {
	b := u.builder(u.line)
	b.text, b.marked = text, true
	members, listed := u.views[sofa.id]
	in := map[string]bool{}
	for _, id := range members {
		in[id] = true
	}
	var skipped []string
	counts := map[string]int{}
	for _, t := range u.things {
		if t.features["sofa"] != sofa.id && !(t.features["sofa"] == "" && in[t.id]) {
			continue
		}
		short := t.kind[strings.LastIndexByte(t.kind, '.')+1:]
		switch {
		case short == "DocumentMetaData", short == "DocumentAnnotation":
			b.describe(t)
		case u.isEntity(t.kind) && listed && !in[t.id]:
			b.say("span %q left out: it is in no view, so no program of UIMA sees it", t.id)
		case u.isEntity(t.kind):
			b.entity(t, short)
		case !slices.Contains(uimaPlain, short):
			if counts[t.kind]++; counts[t.kind] == 1 {
				skipped = append(skipped, t.kind)
			}
		}
	}
	for _, kind := range skipped {
		b.say("%d of the type %q are not read: only named entities are", counts[kind], kind)
	}
	if name := sofa.features["sofaID"]; len(u.sofas) > 1 && b.id != "" && name != "_InitialView" {
		b.id += "-" + name
	}
	return b
}

// isEntity reports whether a type is that of named entities, or a kind of it.
func (u *uima) isEntity(kind string) bool {
	for range 20 { // types of a damaged file may be kinds of each other
		if strings.HasSuffix("."+kind, "."+uimaEntity) || strings.Contains(kind, ".api.ner.type.") {
			return true
		}
		if kind = u.supers[kind]; kind == "" {
			break
		}
	}
	return false
}

// describe takes id, title and language of the document. INCEpTION keeps the annotator as the id, and the name of the
// file as the title.
func (b *builder) describe(t uimaThing) {
	id, title := t.features["documentId"], t.features["documentTitle"]
	if collection := t.features["collectionId"]; collection != "" && t.features["documentUri"] == collection+"/"+title {
		if id != "INITIAL_CAS" {
			b.annotator = id
		}
		id, title = ID(title), ""
	}
	if id != "" {
		b.id, b.title = id, title
	}
	if l := t.features["language"]; isCode(l) {
		b.lang = l
	}
}

// entity takes a named entity: its value is the label, or else the name of a type that is a kind of it.
func (b *builder) entity(t uimaThing, short string) {
	f := found{nth: len(b.spans) + 1, id: t.id, label: t.features["value"], entity: t.features["identifier"]}
	if f.label == "" && short != uimaEntity {
		f.label = short
	}
	var err1, err2 error
	f.start, err1 = strconv.Atoi(t.features["begin"])
	f.end, err2 = strconv.Atoi(t.features["end"])
	if err1 != nil || err2 != nil {
		b.say("span %s left out: it needs begin and end, whole numbers", f.name())
		return
	}
	b.spans = append(b.spans, f)
}

// uimaFeature cuts what the syntaxes put before the name of a feature: @ of a reference, # of a number, ^ of an offset.
func uimaFeature(name string) string { return strings.TrimLeft(name, "@#^") }

func (u *uima) add(t uimaThing) {
	if t.kind == uimaSofa {
		u.sofas = append(u.sofas, t)
	} else {
		u.things = append(u.things, t)
	}
}

func (u *uima) refuseAll(err error) {
	u.refuse(u.line, "", fmt.Sprintf("it cannot be read: %v", err))
}
