package suggest

import (
	"strings"
	"sync"
)

var arabicTitles = sync.OnceValue(func() *lexicon[titleWord] {
	lx := newLexicon[titleWord]()
	for t := range strings.SplitSeq("الرئيس|رئيس الوزراء|رئيس|وزير|المتحدث باسم|الناطق باسم|الشيخ|الملك|الأمير|ولي العهد|السيد|الدكتور|النائب|"+
		"الجنرال|اللواء|العميد|القيادي|المبعوث|السفير|السيناتور|المستشار|القبطان|الخبير|الأسير|الشهيد", "|") {
		lx.put(phraseView(t, "ar").key(), titleWord{})
	}
	return lx
})

// nameLinks join the words of an Arabic name.
var nameLinks = setOf("بن ابن بنت ابو ام ال عبد")

// arabicStops are words that no name holds.
var arabicStops = setOf("في من على الي عن مع ان او ثم قد بعد قبل خلال يوم امس اليوم قال قالت هذا هذه الذي التي لا ما لم لن كان كانت باسم بين عند حول ضد منذ حتي عبر")

// afterArabicTitle proposes the two words after a title and the words that describe it: "وزير الخارجية الأمريكي [أنتوني بلينكن]".
func (s *shapes) afterArabicTitle(m match[titleWord]) {
	v, first := s.view, m.last
	if !arabicWriting(v.lang) {
		return
	}
	for described := 0; first < len(v.tokens) && described < 4 && s.describes(first); described++ {
		first++
	}
	last, words := first, 0
	for last < len(v.tokens) && words < 2 && s.nameWord(last) {
		if !nameLinks[fold(v.str(v.tokens[last]))] {
			words++
		}
		last++
	}
	if words == 2 {
		s.propose(first, last, person, arabicScore, "name after “"+v.slice(m.first, m.last)+"”")
	}
}

// describes reports whether token i belongs to a title: it has the article, or a list knows it.
func (s *shapes) describes(i int) bool {
	t := s.view.tokens[i]
	return !t.line && t.kind == word && (s.taken[i] || strings.HasPrefix(fold(s.view.str(t)), "ال"))
}

func (s *shapes) nameWord(i int) bool {
	t := s.view.tokens[i]
	return !t.line && t.kind == word && t.cased == uncased && !s.taken[i] && !arabicStops[fold(s.view.str(t))]
}
