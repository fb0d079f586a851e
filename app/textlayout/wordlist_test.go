package textlayout

import (
	"slices"
	"strings"
	"testing"
)

// size counts the words of a list below a node and returns its longest word.
func (w *wordList) size(node, depth int) (words, longest int) {
	if w.costs[node] != 0 {
		words, longest = 1, depth
	}
	for k := w.first[node]; k < w.first[node+1]; k++ {
		n, l := w.size(int(k), depth+1)
		words, longest = words+n, max(longest, l)
	}
	return words, longest
}

// The numbers are those of wordlists/README.md.
func TestEmbeddedWordLists(t *testing.T) {
	for _, c := range []struct {
		name  string
		list  *wordList
		words int
		some  string
	}{
		{"cjk", cjkWords(), 294767, "北京 東京 国务卿 總統 です"},
		{"thai", thaiWords(), 61017, "ประเทศ เชียงใหม่"},
		{"lao", laoWords(), 30550, "ລາວ"},
		{"khmer", khmerWords(), 81003, "ខ្មែរ"},
	} {
		words, longest := c.list.size(0, 0)
		if words != c.words || longest > 40 {
			t.Errorf("%s: %d words of up to %d code points, want %d of up to 40", c.name, words, longest, c.words)
		}
		for node := range c.list.letters {
			if kids := c.list.letters[c.list.first[node]:c.list.first[node+1]]; !slices.IsSorted(kids) {
				t.Fatalf("%s: children of node %d are not in order: %v", c.name, node, kids)
			}
		}
		for _, word := range strings.Fields(c.some) {
			node := 0
			for _, r := range word {
				if node >= 0 {
					node = c.list.child(node, r)
				}
			}
			if node < 0 || c.list.costs[node] == 0 {
				t.Errorf("%s: %q is missing", c.name, word)
			}
		}
	}
	if table := hanPlaces(); len(table.runes) != 14632 || !slices.IsSorted(table.runes) {
		t.Errorf("hanzi: %d characters, in order %v", len(table.runes), slices.IsSorted(table.runes))
	}
}

func TestParseWordsRefusesDamage(t *testing.T) {
	whole := []byte("\x02\x00\x00\x00" + "\x00\x00\x2d\x4e" + "\x00\x07" + "\x01\x00\x00\x00")
	list, err := parseWords(whole)
	if err != nil || list.child(0, '中') != 1 || list.child(0, '国') != -1 || list.child(0, '\U0001F44D') != -1 {
		t.Fatalf("%+v, %v", list, err)
	}
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "too few"},
		{"cut", string(whole[:len(whole)-1]), "do not fill"},
		{"no node", "\x00\x00\x00\x00", "children in all"},
		{"children that are not there", strings.Replace(string(whole), "\x01\x00\x00\x00", "\x02\x00\x00\x00", 1), "children in all"},
	} {
		if _, err := parseWords([]byte(c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error with %q", c.name, err, c.want)
		}
	}
	if _, err := parsePlaces([]byte("\x01\x00\x00\x00ab")); err == nil {
		t.Error("a table without costs was read")
	}
}

// TestCut holds the rules of division: the least sum, then the longer word first, then
// pieces that are no word as one.
func TestCut(t *testing.T) {
	// Words, with letters from a to d: ab 100, cd 100, a 100, bcd 100, b 30.
	list := &wordList{
		letters: []uint16{0, 'a', 'b', 'c', 'b', 'c', 'd', 'd'},
		costs:   []uint8{0, 100, 30, 0, 100, 0, 100, 100},
		first:   []uint32{1, 4, 5, 6, 7, 7, 8, 8, 8},
	}
	for _, c := range []struct {
		name, text    string
		unknown, more int64
		never         int // no word begins there
		want          []int
	}{
		{"longer first", "abcd", 300, 20, -1, []int{2, 4}},
		{"cheaper", "bcdab", 300, 20, -1, []int{3, 5}},
		{"cheapest though more", "ab", 300, 20, -1, []int{2}},
		{"not where none may begin", "abcd", 300, 20, 2, []int{1, 4}},
		{"unknown pieces join", "xyzab", 300, 20, -1, []int{3, 5}},
		{"unknown pieces stay", "xyzab", 300, 0, -1, []int{1, 2, 3, 5}},
		{"all unknown", "xx", 300, 20, -1, []int{2}},
	} {
		may := slices.Repeat([]bool{true}, len(c.text))
		if c.never >= 0 {
			may[c.never] = false
		}
		got := cutter{list, c.unknown, c.more}.cut([]rune(c.text), may)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q ends at %v, want %v", c.name, c.text, got, c.want)
		}
	}
}
