package onnx

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"rubricator/annotate/suggest/onnx/onnxtest"
)

// cutting cuts a text by a tokenizer.json and shows each sub-word as its name and the part of the text it stands for.
func cutting(t *testing.T, file, text string) string {
	t.Helper()
	tok, err := parseTokenizer([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	names := map[int]string{}
	var j struct {
		Model struct{ Vocab json.RawMessage }
	}
	if err := json.Unmarshal([]byte(file), &j); err != nil {
		t.Fatal(err)
	}
	var ids map[string]int
	var rows [][]any
	if json.Unmarshal(j.Model.Vocab, &ids) == nil {
		for name, id := range ids {
			names[id] = name
		}
	} else if err := json.Unmarshal(j.Model.Vocab, &rows); err != nil {
		t.Fatal(err)
	}
	for id, row := range rows {
		names[id] = row[0].(string)
	}
	var b []string
	for _, p := range tok.cut(text) {
		b = append(b, names[p.id]+"="+text[p.from:p.to])
	}
	return strings.Join(b, " ")
}

func TestTokenizers(t *testing.T) {
	const wordPiece = `{"normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
		"pre_tokenizer":{"type":"BertPreTokenizer"},"model":{"type":"WordPiece","unk_token":"[UNK]","max_input_chars_per_word":12,
		"vocab":{"[UNK]":0,"una":1,"##ffa":2,"##ble":3,"a":4,".":5,"北":6,"##b":7,"و":8,"##باريس":9,"ss":10}}}`
	const unigram = `{"normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}]},
		"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}]},
		"model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["▁",-2],["▁ab",-3],["abc",-3],["c",-4],["d",-1],["▁a",-2.5],["bcd",-2.6],["fi",-1],["ة",-1]]}}`
	const byteLevel = `{"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false},"model":{"type":"BPE","merges":["l o","lo w","Ġ low",["e","r"]],
		"vocab":{"l":0,"o":1,"w":2,"e":3,"r":4,"Ġ":5,"lo":6,"low":7,"Ġlow":8,"er":9,"Ã":10,"©":11,"'s":12,"'":13,"s":14}}}`
	const charwise = `{"normalizer":null,"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Whitespace"},{"type":"Digits","individual_digits":true}]},
		"model":{"type":"WordPiece","unk_token":"?","continuing_subword_prefix":"","vocab":{"?":0,"a":1,"1":2,"-":3}}}`
	for _, c := range []struct{ name, file, text, want string }{
		{"wordpiece", wordPiece, "unaffable  UNÁFFÀ\u0301BLE.", "una=una ##ffa=ffa ##ble=ble una=UNÁ ##ffa=FFÀ\u0301 ##ble=BLE .=."},
		{"wordpiece, unknown", wordPiece, "ab ax", "a=a ##b=b [UNK]=ax"},
		{"wordpiece, too long", wordPiece, "aaaaaaaaaaaaa", "[UNK]=aaaaaaaaaaaaa"},
		{"wordpiece, Han", wordPiece, "a北b北", "a=a 北=北 [UNK]=b 北=北"},
		{"wordpiece, Arabic", wordPiece, "وباريس", "و=و ##باريس=باريس"},
		{"wordpiece, what is not seen", wordPiece, "\u200Fa\u200D \u0301", "a=a"},
		{"unigram takes the likeliest", unigram, "abcd", "▁a=a bcd=bcd"},
		{"unigram, normalised", unigram, "\uFB01 ab\uFB01d", "▁= fi=\uFB01 ▁ab=ab fi=\uFB01 d=d"},
		{"unigram, unknown", unigram, "ab🚒ؤd", "▁ab=ab <unk>=🚒ؤ d=d"},
		{"unigram, Arabic presentation form", unigram, "\uFE94", "▁= ة=\uFE94"},
		{"bytes", byteLevel, "lower low's", "Ġlow=low er=er Ġlow=low '='" + " s=s"},
		{"bytes of one letter", byteLevel, "\n\té", "Ġ= Ã=é ©=é"},
		{"digits", charwise, "a11-a", "a=a 1=1 1=1 -=- a=a"},
	} {
		if got := cutting(t, c.file, c.text); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

// trie writes a double array of keys that share no beginning, each unit far from the others.
func trie(keys map[string]uint32) []byte {
	units := make([]uint32, 256*(len(strings.Join(slicesOf(keys), ""))+4))
	free := uint32(1)
	var add func(at uint32, keys map[string]uint32)
	add = func(at uint32, keys map[string]uint32) {
		block := free << 8
		free++
		units[at] |= (at ^ block) << 10
		children := map[byte]map[string]uint32{}
		for k, v := range keys {
			if k == "" {
				units[at] |= 1 << 8
				units[block] = 1<<31 | v
				continue
			}
			if children[k[0]] == nil {
				children[k[0]] = map[string]uint32{}
			}
			children[k[0]][k[1:]] = v
		}
		for c, rest := range children {
			units[block^uint32(c)] |= uint32(c)
			add(block^uint32(c), rest)
		}
	}
	add(0, keys)
	out := binary.LittleEndian.AppendUint32(nil, uint32(4*len(units)))
	for _, u := range units {
		out = binary.LittleEndian.AppendUint32(out, u)
	}
	return out
}

func slicesOf(keys map[string]uint32) (list []string) {
	for k := range keys {
		list = append(list, k)
	}
	return list
}

func TestCharsmap(t *testing.T) {
	table := trie(map[string]uint32{"ﬁ": 0, "\u200b": 3, "é": 5, "e\u0301": 5})
	table = append(table, "fi\x00 \x00e\x00"...)
	file := fmt.Sprintf(`{"normalizer":{"type":"Precompiled","precompiled_charsmap":%q},"pre_tokenizer":{"type":"Metaspace"},
		"model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["▁",-2],["▁fi",-1],["fi",-1],["e",-1],["x",-1]]}}`, base64.StdEncoding.EncodeToString(table))
	for text, want := range map[string]string{
		"ﬁﬁ":        "▁fi=ﬁ fi=ﬁ",
		"xe\u0301é": "▁= x=x e=e\u0301 e=é",
		"x\u200bx":  "▁= x=x ▁= x=x",
		"ﬁ\u0301":   "▁fi=ﬁ\u0301", // a short character is replaced whole by what its beginning becomes, as in training
	} {
		if got := cutting(t, file, text); got != want {
			t.Errorf("%q: %s\nwant %s", text, got, want)
		}
	}
	for _, bad := range []string{"AA==", "/////w=="} {
		if _, err := parseTokenizer([]byte(fmt.Sprintf(`{"normalizer":{"type":"Precompiled","precompiled_charsmap":%q}}`, bad))); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// The path is the best of all that there are.
func TestNamesAgainstEnumeration(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, outputs := range [][]string{{"O", "B-A", "I-A", "B-B", "I-B"}, {"B-A", "I-A", "E-A", "S-A", "O"}, {"O", "A", "B"}, {"O", "U_A", "B_A", "L_A", "I_A"}} {
		s, err := newScheme(outputs)
		if err != nil {
			t.Fatal(err)
		}
		for range 200 {
			rows := make([][]float32, 1+r.IntN(5))
			for i := range rows {
				row := make([]float32, len(outputs))
				for j := range row {
					row[j] = float32(r.NormFloat64() * 3)
				}
				rows[i] = softmax(row)
			}
			want := math.Inf(-1)
			every(len(rows), len(outputs), func(path []int) { want = max(want, s.cost(rows, path)) })
			got := s.path(rows)
			if c := s.cost(rows, got); math.Abs(c-want) > 1e-9 || c < never/2 {
				t.Fatalf("%v: %v costs %v, the best %v", outputs, got, c, want)
			}
			for _, n := range s.names(rows) {
				if n.score <= 0 || n.score > 1 {
					t.Fatalf("score %v", n.score)
				}
			}
		}
	}
}

func (s scheme) cost(rows [][]float32, path []int) float64 {
	before, sum := -1, 0.0
	for i, o := range path {
		sum += s.follows(before, o) + math.Log(max(float64(rows[i][o]), smallProb))
		before = o
	}
	return sum + s.follows(before, -1)
}

func every(length, outputs int, do func([]int)) {
	path := make([]int, length)
	for {
		do(path)
		i := 0
		for ; i < length; i++ {
			if path[i]++; path[i] < outputs {
				break
			}
			path[i] = 0
		}
		if i == length {
			return
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ outputs, says, want string }{
		{"O B-A I-A", "O B-A I-A B-A O", "[1,3) [3,4)"},
		{"O B-A I-A", "I-A I-A O", "[0,2)"}, // as CoNLL-2003 writes it
		{"O B-A I-A B-B I-B", "B-A I-B I-B", "[0,1) [1,3)"},
		{"O A B", "A A B O", "[0,2) [2,3)"},
		{"O B-A I-A E-A S-A", "S-A S-A B-A I-A E-A", "[0,1) [1,2) [2,5)"},
	} {
		outputs := strings.Fields(c.outputs)
		s, err := newScheme(outputs)
		if err != nil {
			t.Fatal(err)
		}
		var rows [][]float32
		for _, said := range strings.Fields(c.says) {
			row := make([]float32, len(outputs))
			for i, o := range outputs {
				if o == said {
					row[i] = 8
				}
			}
			rows = append(rows, softmax(row))
		}
		var got []string
		for _, n := range s.names(rows) {
			got = append(got, fmt.Sprintf("[%d,%d)", n.from, n.to))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.says, got, c.want)
		}
	}
}

// What fills a row up is hidden from the network: its answer is that of the bare row.
func TestFillingIsHidden(t *testing.T) {
	tiny := onnxtest.News()
	tiny.Mixed = true
	dir := t.TempDir()
	onnxtest.Write(t, dir, tiny)
	m, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	ids := []int{2, 5, 9, 6, 3}
	bare, err := m.network.run(ids, len(ids))
	if err != nil {
		t.Fatal(err)
	}
	filled, err := m.network.run(ids, 2*step)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := m.network.run(append(ids, make([]int, 20)...), len(ids)+20)
	if err != nil {
		t.Fatal(err)
	}
	same, other := 0.0, 0.0
	for i, v := range bare {
		same, other = max(same, math.Abs(float64(v-filled[i]))), max(other, math.Abs(float64(v-seen[i])))
	}
	if len(bare) != len(filled) || same > 1e-4 || other < 0.1 {
		t.Errorf("hidden filling changes the answer by %g, words by %g", same, other)
	}
}

func TestWindows(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	for range 500 {
		cuts := make([]cut, r.IntN(3000))
		for i := range cuts {
			cuts[i] = cut(max(0, r.IntN(20)-17))
		}
		size := 8 + r.IntN(400)
		at := 0
		for i, w := range windows(cuts, size) {
			if w.from > at || w.to <= at || w.to-w.from > size || i > 0 && at-w.from > windowOverlap {
				t.Fatalf("window %d is %v after %d, size %d of %d", i, w, at, size, len(cuts))
			}
			at = w.to
		}
		if at != len(cuts) {
			t.Fatalf("they end at %d of %d", at, len(cuts))
		}
	}
	cuts := make([]cut, 500)
	cuts[300], cuts[270] = sentence, sentence
	if got := fmt.Sprint(windows(cuts, windowSize)); got != "[{0 300} {270 500}]" {
		t.Errorf("windows %s", got)
	}
}
