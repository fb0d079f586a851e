package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"strings"
)

// looksXMI takes what begins as an XMI document does.
func looksXMI(h Head) bool { return bytes.Contains(h.Data, []byte(":XMI")) }

// readXMI reads a CAS in UIMA's XMI. Which types there are stands in another file, which is not needed: named entities are
// known by the name of their type. Offsets count UTF-16 units.
func readXMI(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		u := &uima{jsonFile: jsonFile{report: &report{opts: opts}, ids: &IDs{}}, line: 1, views: map[string][]string{}}
		data, ok := u.whole(r, maxRecord, yield)
		if !ok {
			return
		}
		if err := u.parseXMI(data); err != nil {
			u.refuseAll(err)
			return
		}
		list := u.records()
		for _, b := range list {
			b.unit = opts.Unit
		}
		give(list, yield)
	}
}

var errXMI = errors.New("the file has no XMI in it")

func (u *uima) parseXMI(data []byte) error {
	head := data[:min(len(data), 100)]
	if i := bytes.Index(head, []byte(`version="1.1"`)); i >= 0 && bytes.HasPrefix(bytes.TrimPrefix(head, []byte(bom)), []byte("<?xml")) {
		data = bytes.Clone(data) // the reader knows 1.0 alone, and 1.1 only allows more
		data[i+len(`version="1.`)] = '0'
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	depth, any := 0, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && any {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			any = any || t.Name.Local == "XMI"
			if !any {
				return errXMI
			}
			if depth++; depth == 2 {
				u.xmiElement(t)
			}
		case xml.EndElement:
			depth--
		}
	}
}

func (u *uima) xmiElement(e xml.StartElement) {
	t := uimaThing{kind: xmiType(e.Name), features: map[string]string{}}
	for _, a := range e.Attr {
		if a.Name.Space != "" && a.Name.Local == "id" {
			t.id = a.Value
		} else if a.Name.Space == "" {
			t.features[a.Name.Local] = a.Value
		}
	}
	if t.kind == "uima.cas.View" {
		u.views[t.features["sofa"]] = strings.Fields(t.features["members"])
		return
	}
	u.add(t)
}

// xmiType is the name of a type: its package stands in the name space.
func xmiType(n xml.Name) string {
	space := strings.TrimSuffix(strings.TrimPrefix(n.Space, "http:///"), ".ecore")
	if space == "" || space == "uima/noNamespace" {
		return n.Local
	}
	return strings.ReplaceAll(space, "/", ".") + "." + n.Local
}
