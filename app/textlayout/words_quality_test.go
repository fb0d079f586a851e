package textlayout

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// marked is a sentence of testdata/words: its words are parted by bars, its names
// stand in brackets.
type marked struct {
	text   string
	starts map[int]bool // where a piece begins, and the end of the text
	names  [][2]int
}

func readMarked(t *testing.T, language string) []marked {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "words", language+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []marked
	for s := bufio.NewScanner(f); s.Scan(); {
		out = append(out, parseMarked(s.Text()))
	}
	return out
}

func parseMarked(line string) marked {
	m := marked{starts: map[int]bool{0: true}}
	n, name := 0, 0
	for _, r := range line {
		switch r {
		case '|':
			m.starts[n] = true
		case '[':
			name = n
		case ']':
			m.names = append(m.names, [2]int{name, n})
		default:
			m.text += string(r)
			n++
		}
	}
	m.starts[n] = true
	return m
}

// quality compares words with marked ones: the harmonic mean of precision and recall
// of words, and the share of the names both of whose edges are edges of words.
func quality(sentences []marked) (f1, reached float64) {
	found, right, wanted, names, whole := 0, 0, 0, 0, 0
	for _, m := range sentences {
		edges := map[int]bool{}
		gold := m.wordSpans()
		for _, w := range findWords([]rune(m.text)) {
			edges[w.first()], edges[w.last()] = true, true
			found++
			if gold[w] {
				right++
			}
		}
		wanted += len(gold)
		for _, name := range m.names {
			names++
			if edges[name[0]] && edges[name[1]] {
				whole++
			}
		}
	}
	return 2 * float64(right) / float64(found+wanted), float64(whole) / float64(names)
}

// wordSpans are the marked words of a sentence.
func (m marked) wordSpans() map[wordSpan]bool {
	out := map[wordSpan]bool{}
	runes, at := []rune(m.text), 0
	for i := 1; i <= len(runes); i++ {
		if !m.starts[i] {
			continue
		}
		if strings.Trim(string(runes[at:i]), " .,、，") != "" {
			out[wordSpan{int32(at), int32(i), int32(i)}] = true
		}
		at = i
	}
	return out
}

// The floors are a little below what ADR 19 tells, so that another list or rule
// has to be as good.
func TestWordsOfWritingsWithoutSpaces(t *testing.T) {
	for _, c := range []struct {
		language    string
		f1, reached float64
	}{
		{"chinese", 0.75, 0.93},
		{"japanese", 0.78, 0.97},
		{"thai", 0.80, 0.97},
		{"lao", 0.73, 0.97},
		{"khmer", 0.55, 0.90},
	} {
		t.Run(c.language, func(t *testing.T) {
			f1, reached := quality(readMarked(t, c.language))
			t.Logf("words %.3f, names reached %.3f", f1, reached)
			if f1 < c.f1 || reached < c.reached {
				t.Errorf("words %.3f (at least %.2f), names whose edges are edges of words %.3f (at least %.2f)", f1, c.f1, reached, c.reached)
			}
		})
	}
}
