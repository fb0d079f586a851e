package ingest

import (
	"bufio"
	"bytes"
	"io"
	"iter"
)

// looksTuples takes a list of texts with their entities, such lists a line, and tecoholic's object around one.
func looksTuples(h Head) bool {
	if h.has("classes", "annotations") {
		return true
	}
	if h.First.kind == '[' {
		return h.First.at(0).kind == '"' && (h.First.at(1).kind == '{' || h.First.at(1).kind == 'n') && len(h.First.list) == 2
	}
	begins := opening(h.Data)
	return begins == `[["` || (begins[:2] == `["` || begins == "[nu") && bytes.Contains(h.Data, []byte(`"entities"`))
}

// opening are the first three bytes that are no white space, with spaces behind them where there are fewer.
func opening(data []byte) string {
	var first []byte
	for i := 0; i < len(data) && len(first) < 3; i++ {
		if !isJSONSpace(data[i]) {
			first = append(first, data[i])
		}
	}
	return string(append(first, "   "...)[:3])
}

// readTuples reads what spaCy 2 trained on, [text, {"entities": [[start, end, label]]}], in one list or one a line, and what
// tecoholic/ner-annotator writes: such a list inside an object with the labels. Programs in Python count code points,
// tecoholic's page UTF-16 units; nothing in the file says which, so the texts must.
func readTuples(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	in := bufio.NewReaderSize(r, 1<<16)
	head, _ := in.Peek(1 << 10)
	begins := opening(bytes.TrimPrefix(head, []byte(bom)))
	switch {
	case begins[0] == '{':
		return jsonRecords(wrapped(in), opts, counting{[]Unit{UTF16, CodePoints}, true}, tuple)
	case begins[:2] == `["`:
		return jsonRecords(lineElements(in), opts, counting{[]Unit{CodePoints, UTF16}, true}, tuple)
	}
	return jsonRecords(elements(in), opts, counting{[]Unit{CodePoints, UTF16}, true}, tuple)
}

// maxWrapped is the longest file that is read whole, in bytes.
const maxWrapped = 256 << 20

// wrapped are the elements of the list "annotations" of an object, which is read whole.
func wrapped(r io.Reader) iter.Seq2[element, error] {
	return func(yield func(element, error) bool) {
		data, err := limited(r, maxWrapped)
		if err != nil {
			yield(element{}, err)
			return
		}
		data = bytes.TrimPrefix(data, []byte(bom))
		if badUTF8(data) >= 0 {
			yield(element{line: 1, bad: "it is not UTF-8: save the file as UTF-8"}, nil)
			return
		}
		t, _, err := parseTree(data)
		if err != nil || t.get("annotations").kind != '[' {
			yield(element{line: 1, bad: `it is no JSON object with a list of "annotations"`}, nil)
			return
		}
		line, at := 1, 0
		for _, v := range t.get("annotations").list {
			from := at + max(0, bytes.Index(data[at:], v.raw))
			line, at = line+bytes.Count(data[at:from], []byte("\n")), from
			if !yield(element{line: line, data: v.raw}, nil) {
				return
			}
		}
	}
}

func tuple(f jsonFile, line int, t tree) []*builder {
	b := f.builder(line)
	text, ok := t.at(0).str()
	switch {
	case t.kind == 'n':
		f.refuse(line, "", "null: it was never looked at, and its text is not in the file")
		return nil
	case !ok:
		f.refuse(line, "", "it is no list of a text and its entities")
		return nil
	}
	b.text = text
	about := t.at(1)
	for i, key := range about.keys {
		if key == "entities" && about.list[i].kind == '[' {
			b.take(about.list[i])
		} else if len(about.list[i].list) > 0 {
			b.once(line, "", key)
		}
	}
	return []*builder{b}
}
