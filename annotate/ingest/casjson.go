package ingest

import (
	"bytes"
	"io"
	"iter"
	"strings"
)

// looksCas takes an object with the keys of a CAS.
func looksCas(h Head) bool {
	return h.has("%FEATURE_STRUCTURES") || h.has("%TYPES") && !h.has("text")
}

// readCas reads UIMA's CAS JSON 0.4.0: one CAS, a list of them, or one a line. Offsets count UTF-16 units.
func readCas(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return jsonRecords(wholeElements(r), opts, counting{units: []Unit{UTF16}}, casRecords)
}

// wholeElements are the values of a file that may be one object over many lines: that one, else those that elements
// gives.
func wholeElements(r io.Reader) iter.Seq2[element, error] {
	return func(yield func(element, error) bool) {
		data, err := limited(r, maxRecord)
		if err != nil {
			yield(element{}, err)
			return
		}
		whole := bytes.TrimSpace(bytes.TrimPrefix(data, []byte(bom)))
		if bytes.HasPrefix(whole, []byte("{")) && bytes.IndexByte(whole, '\n') >= 0 && badUTF8(whole) < 0 && !hasCasLine(whole) {
			yield(element{line: 1, data: whole}, nil)
			return
		}
		elements(bytes.NewReader(data))(yield)
	}
}

// hasCasLine reports whether a line is a CAS by itself: then there is one a line.
func hasCasLine(data []byte) bool {
	for line := range bytes.Lines(data) {
		if bytes.HasPrefix(line, []byte("{")) {
			if t, _, err := parseTree(line); err == nil && len(t.keys) > 0 && strings.HasPrefix(t.keys[0], "%") {
				return true
			}
		}
	}
	return false
}

func casRecords(f jsonFile, line int, t tree) []*builder {
	u := &uima{jsonFile: f, line: line, supers: map[string]string{}, views: map[string][]string{}}
	for i, name := range t.get("%TYPES").keys {
		u.supers[name] = t.get("%TYPES").list[i].get("%SUPER_TYPE").text
	}
	things := t.get("%FEATURE_STRUCTURES")
	for i, s := range things.list {
		id := s.get("%ID").id()
		if things.kind == '{' {
			id = things.keys[i]
		}
		u.add(casThing(id, s))
	}
	views := t.get("%VIEWS")
	for i, v := range views.list {
		sofa := v.get("%SOFA").id()
		if sofa == "" {
			sofa = u.sofaOf(views.keys, i)
		}
		members := []string{}
		for _, m := range v.get("%MEMBERS").list {
			members = append(members, m.id())
		}
		u.views[sofa] = members
	}
	return u.records()
}

// sofaOf is the id of the sofa that a view is named after.
func (u *uima) sofaOf(views []string, i int) string {
	for _, s := range u.sofas {
		if i < len(views) && s.features["sofaID"] == views[i] {
			return s.id
		}
	}
	return ""
}

func casThing(id string, s tree) uimaThing {
	t := uimaThing{id: id, kind: s.get("%TYPE").text, features: map[string]string{}}
	for i, key := range s.keys {
		if v := s.list[i]; v.kind == '"' || v.kind == '1' {
			t.features[uimaFeature(key)] = v.id()
		}
	}
	return t
}
