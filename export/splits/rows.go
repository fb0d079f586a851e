package splits

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// File is the name of the file with the splits, which every export with splits writes and the next one reads first.
const File = "splits.tsv"

const header = "group\tsplit\tpinned\tdoc\n"

// Row is one line of File.
type Row struct {
	Group    string
	Split    string // one of Names, or Excluded
	Pinned   bool
	Document string // ID; "" in a line that somebody wrote for the whole group
}

// Read takes the rows of File. A last column may be missing: three are a group, its split and whether it is pinned.
func Read(data []byte) (rows []Row, err error) {
	for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		cells := strings.Split(strings.TrimSuffix(line, "\r"), "\t")
		if line == "" || n == 0 && cells[0] == "group" {
			continue
		}
		if len(cells) < 3 || len(cells) > 4 {
			return nil, fmt.Errorf("line %d of %s has %d columns in place of group, split, pinned and doc", n+1, File, len(cells))
		}
		r := Row{Group: unescape.Replace(cells[0]), Split: cells[1], Pinned: cells[2] == "1"}
		if len(cells) == 4 {
			r.Document = unescape.Replace(cells[3])
		}
		switch {
		case r.Split != Excluded && !slices.Contains(Names, r.Split):
			return nil, fmt.Errorf("line %d of %s: the split %q is none of %v", n+1, File, r.Split, Names)
		case cells[2] != "0" && cells[2] != "1":
			return nil, fmt.Errorf("line %d of %s: pinned is %q, not 0 or 1", n+1, File, cells[2])
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// Write gives the bytes of File with the documents written, by ID, and all that was pinned before.
func (p *Plan) Write(written []string) []byte {
	rows := slices.Clone(p.kept)
	for _, id := range written {
		if at, ok := p.places[id]; ok {
			rows = append(rows, Row{cmp.Or(at.Group, id), at.Split, at.Pinned, id})
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Group, b.Group)) })
	rows = slices.Compact(rows)
	var b strings.Builder
	b.WriteString(header)
	for _, r := range rows {
		pinned := "0"
		if r.Pinned {
			pinned = "1"
		}
		b.WriteString(escape.Replace(r.Group) + "\t" + r.Split + "\t" + pinned + "\t" + escape.Replace(r.Document) + "\n")
	}
	return []byte(b.String())
}

// escape keeps every value in its cell, whatever a reader takes for a line end.
var escape, unescape = func() (to, from *strings.Replacer) {
	pairs := []string{"\\", `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`, "\v", `\v`, "\f", `\f`, "\x1c", `\x1c`, "\x1d", `\x1d`, "\x1e", `\x1e`,
		"\u0085", `\u0085`, "\u2028", `\u2028`, "\u2029", `\u2029`}
	back := slices.Clone(pairs)
	for i := 0; i < len(back); i += 2 {
		back[i], back[i+1] = back[i+1], back[i]
	}
	return strings.NewReplacer(pairs...), strings.NewReplacer(back...)
}()
