package train

import (
	"strings"
	"testing"
)

// TestJoin has how sets split words, and how they are printed.
func TestJoin(t *testing.T) {
	for _, c := range []struct{ language, words, want string }{
		{"en", `I do n't know , she 's " here " ( now ) .`, `I don't know, she's "here" (now).`},
		{"en", `the players ' bus cost $ 1 , 000 at 10 : 30 .`, `the players' bus cost $1,000 at 10:30.`},
		{"en", `he said ' no ' to B . C . in Gardena / Compton`, `he said 'no' to B.C. in Gardena/Compton`},
		{"en", `A . B . C . Smith came , 12 , 5 and 7`, `A.B.C. Smith came, 12, 5 and 7`},
		{"en", `You should ' ve gone :) see :`, `You should've gone :) see:`},
		{"en", `al - Hamdan - the poet -`, `al - Hamdan - the poet -`},
		{"en", `wait ... it 's 5 % [ 1 ] # tag @ user`, `wait... it's 5% [1] #tag @user`},
		{"fr", `L' or d' Ys et le roi`, `L'or d'Ys et le roi`},
		{"de", `„ Ja “ und » nein « : „ so “ .`, `„Ja“ und »nein«: „so“.`},
		{"ar", `قال ( الوزير ) : نعم ، لا ؟`, `قال (الوزير): نعم، لا؟`},
		{"zh", `陈 大文 和 Bob Lee ， 3 月`, `陈大文和Bob Lee，3月`},
	} {
		p := passage{language: c.language}
		for w := range strings.FieldsSeq(c.words) {
			p.words = append(p.words, word{text: w, tag: "O"})
		}
		if got := string(p.join(false).text); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.words, got, c.want)
		}
	}
}

func TestJoinHyphens(t *testing.T) {
	p := passage{language: "en"}
	for w := range strings.FieldsSeq("16 - 17 by al - Hamdan - and Da ’ esh") {
		p.words = append(p.words, word{text: w, tag: "O"})
	}
	for i := len(p.words) - 3; i < len(p.words); i++ {
		p.words[i].tag = "I-ORG"
	}
	if got := string(p.join(true).text); got != "16-17 by al-Hamdan-and Da’esh" {
		t.Error(got)
	}
}
