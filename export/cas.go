package export

import (
	"archive/zip"
	"path"
	"slices"
	"unicode/utf16"
)

// cas writes UIMA's CAS JSON 0.4.0. A CAS is one document, so several are files in one archive.
type cas struct {
	*run
	names fileNames
	first []byte // the only one so far
	named string
	zip   *zip.Writer
	n     int
}

func openCas(r *run) writer { return &cas{run: r, names: fileNames{}} }

// The types that are written, with what they are in UIMA's type system.
const (
	casEntity   = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
	casDocument = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
	casTypes    = `{"%TYPES":{"` + casEntity + `":{"%NAME":"` + casEntity + `","%SUPER_TYPE":"uima.tcas.Annotation","value":{"%NAME":"value","%RANGE":"uima.cas.String"},"identifier":{"%NAME":"identifier","%RANGE":"uima.cas.String"}},"` +
		casDocument + `":{"%NAME":"` + casDocument + `","%SUPER_TYPE":"uima.tcas.DocumentAnnotation","documentTitle":{"%NAME":"documentTitle","%RANGE":"uima.cas.String"},"documentId":{"%NAME":"documentId","%RANGE":"uima.cas.String"}}},`
	casSofa  = `"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":`
	casBegin = `,"@sofa":1,"begin":`
	casViews = `],"%VIEWS":{"_InitialView":{"%SOFA":1,"%MEMBERS":[`
)

func (c *cas) write(dst []byte, u unit) ([]byte, error) {
	data := c.encode(u)
	if err := checkCas(data, u); err != nil {
		return dst, err
	}
	c.report.Spans += len(u.spans)
	c.wrote(data)
	c.n++
	if c.opts.Split {
		dir := splitOf(u.Record)
		name := path.Join(dir, c.names.of(dir, u.id)+".json")
		if err := c.add(name, data); err != nil {
			return dst, err
		}
		return dst, c.stage.seal(name)
	}
	name := c.names.of("", u.id) + ".json"
	if c.n == 1 {
		c.first, c.named = slices.Clone(data), name
		return dst, nil
	}
	return dst, c.pack(name, data)
}

// encode is one document. Offsets count UTF-16 units. The document's id and title stand last.
func (c *cas) encode(u unit) []byte {
	at := u.counted(UTF16)
	dst := c.text([]byte(casTypes+casSofa), u.text.String())
	dst = append(dst, '}')
	for i, p := range u.spans {
		dst = appendInt(dst, `,{"%ID":`, i+2)
		dst = append(dst, `,"%TYPE":"`+casEntity+`"`...)
		dst = appendInt(dst, casBegin, at[i].Start)
		dst = appendInt(dst, `,"end":`, at[i].End)
		dst = c.field(dst, `,"value":`, p.from.Label)
		if p.from.Entity != "" {
			dst = c.field(dst, `,"identifier":`, p.from.Entity)
		}
		dst = append(dst, '}')
	}
	dst = appendInt(dst, `,{"%ID":`, len(u.spans)+2)
	dst = append(dst, `,"%TYPE":"`+casDocument+`","%FLAGS":["DocumentAnnotation"]`...)
	dst = appendInt(dst, casBegin+`0,"end":`, len(utf16.Encode([]rune(u.text.String()))))
	dst = c.field(dst, `,"language":`, casLanguage(u.Record))
	dst = c.field(dst, `,"documentTitle":`, u.Document.Title)
	dst = append(c.field(dst, `,"documentId":`, u.id), '}')
	dst = append(dst, casViews...)
	for i := range len(u.spans) + 1 {
		dst = appendInt(comma(dst, i), "", i+2)
	}
	return append(dst, "]}}}\n"...)
}

// casLanguage is UIMA's word for a language that nobody knows, where it is so.
func casLanguage(rec Record) string {
	if l := language(rec); l != "" {
		return l
	}
	return "x-unspecified"
}

// pack puts a document into the archive, which begins with the second one.
func (c *cas) pack(name string, data []byte) error {
	if c.zip == nil {
		out, err := c.stage.create(c.main)
		if err != nil {
			return err
		}
		c.zip = zip.NewWriter(out)
		if err := c.pack(c.named, c.first); err != nil {
			return err
		}
		c.first = nil
	}
	out, err := c.zip.Create(name) // without a time, so that two exports are the same bytes
	if err == nil {
		_, err = out.Write(data)
	}
	return err
}

// casNothing is a CAS without a document.
const casNothing = `{"%TYPES":{},"%FEATURE_STRUCTURES":[],"%VIEWS":{}}` + "\n"

func (c *cas) finish() error {
	switch {
	case c.zip != nil:
		c.note("a CAS is one document, so %s is a ZIP archive with a .json for each of %s; unpack it, or write a folder with splits", c.main, count(c.n, "document"))
		return c.zip.Close()
	case c.opts.Split:
		return nil
	case c.n == 1:
		return c.add(c.main, c.first)
	}
	return c.add(c.main, []byte(casNothing))
}
