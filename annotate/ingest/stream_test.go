package ingest

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// endless gives records made on the way, as many as fit into a number of bytes.
type endless struct {
	left   int
	n      int
	buf    []byte
	record func(n int) string
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.buf) == 0 {
		if e.left <= 0 {
			return 0, io.EOF
		}
		e.buf = []byte(e.record(e.n))
		e.n, e.left = e.n+1, e.left-len(e.buf)
	}
	n := copy(p, e.buf)
	e.buf = e.buf[n:]
	return n, nil
}

// A file of any length is read in the room of a few records.
func TestLongFilesAreReadInConstantMemory(t *testing.T) {
	const size = 200 << 20
	body := strings.Repeat("The mayor of Oslo opened the harbour. ", 800) // 30 KB
	for _, c := range []struct {
		format, head string
		record       func(n int) string
	}{
		{"rubricator", "", func(n int) string {
			return fmt.Sprintf("{\"id\":\"d%d\",\"text\":\"%s\",\"spans\":[{\"start\":13,\"end\":17,\"label\":\"LOC\",\"text\":\"Oslo\"}]}\n", n, body)
		}},
		{"jsonl", "[", func(n int) string { return fmt.Sprintf("{\"content\":\"%d %s\"},\n", n, body) }},
		{"csv", "id,text\n", func(n int) string { return fmt.Sprintf("d%d,\"%s\"\n", n, body) }},
		{"rubricator", "", func(n int) string { return strings.Repeat("bad ", 8000) + "\n" }},
	} {
		var before, now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		f, _ := Lookup(c.format)
		in := &endless{left: size, record: c.record}
		n, refused, most := 0, 0, uint64(0)
		look := func() {
			if n++; n%500 == 0 {
				runtime.GC() // what is garbage is not in use, however late it goes
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}
		opts := ReadOptions{Name: "t.jsonl", Report: func(r Remark) {
			if r.Refused {
				refused++
				look()
			}
		}}
		for rec, err := range f.Read(io.MultiReader(strings.NewReader(c.head), in), opts) {
			if err != nil {
				if c.head == "[" { // the list has no end
					continue
				}
				t.Fatal(err)
			}
			if rec.Document.Text.Len() < len(body) {
				t.Fatalf("text of %d", rec.Document.Text.Len())
			}
			look()
		}
		if n < in.n || in.n < size/(40<<10) {
			t.Errorf("%s: %d of %d records", c.format, n, in.n)
		}
		if room := int64(most) - int64(before.HeapAlloc); room > 8<<20 {
			t.Errorf("%s: %d MB more in use while %d MB were read", c.format, room>>20, size>>20)
		}
	}
}

func BenchmarkReadCanonical(b *testing.B) {
	var file strings.Builder
	for n := range 2000 {
		text := strings.Repeat(fmt.Sprintf("%d: The mayor of Oslo, Mira Okonkwo, said \\\"no\\\" – قرية 🚒. ", n), 50)
		fmt.Fprintf(&file, `{"schema":"rubricator/1","id":"d%d","title":"T","lang":"en","text":"%s","meta":{},"status":"finished","annotator":"ada","spans":[`, n, text)
		for i := range 10 {
			fmt.Fprintf(&file, `{"id":"s%d","start":%d,"end":%d,"label":"LOC","annotator":"ada","origin":"user"},`, i, i*20, i*20+4)
		}
		file.WriteString("{\"start\":0,\"end\":1,\"label\":\"X\"}]}\n")
	}
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		n := 0
		for _, err := range ReadCanonical(strings.NewReader(file.String()), ReadOptions{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 2000 {
			b.Fatalf("%d records", n)
		}
	}
}
