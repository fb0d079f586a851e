package suggest

import (
	"strings"
	"sync"
)

// titleWord is what stands before a person's name.
type titleWord struct {
	alone bool // one capitalised word after it is enough
}

// titles by how much must follow: after the first sort one word is enough, after the second it takes two.
const (
	strongTitles = `mr|mr.|mrs|mrs.|ms|ms.|dr|dr.|prof.|professor|sir|sheikh|shaikh|sheik|president|vice president|prime minister|
premier|chancellor|secretary of state|secretary|foreign minister|defense minister|defence minister|finance minister|interior minister|
minister|ambassador|senator|sen.|rep.|congressman|congresswoman|governor|gov.|mayor|ayatollah|imam|rabbi|cardinal|archbishop|bishop|
pope|king|queen|emir|sultan|crown prince|princess|spokesman|spokeswoman|spokesperson|lt.|col.|colonel|gen.|brig.|maj.|sgt.|capt.|
captain|capitaine|kaptan|commander|lieutenant|justice|judge|
m.|mme|président|présidente|premier ministre|ministre|cheikh|monsieur|madame|roi|
presidente|presidenta|primer ministro|sr.|sra.|señor|señora|canciller|
herr|frau|präsident|bundeskanzler|kanzler|außenminister|
cumhurbaşkanı|başbakan|sayın|
ông|bà|
presiden|perdana menteri|menteri|bapak|ibu`
	otherTitles = `general|lieutenant general|major general|brigadier general|admiral|major|sergeant|prince|lord|lady|leader|chief|head|
director|chairman|chairwoman|chair|chief executive|ceo|analyst|journalist|reporter|correspondent|lawyer|attorney|author|activist|
coach|actor|actress|singer|officer|adviser|advisor|envoy|deputy|official|representative|lawmaker|candidate|opposition figure|
founder|co-founder|owner|manager|researcher|economist|scientist|secretary general|secretary-general|commissioner|coordinator|
porte-parole|général|directeur|directrice|chef|portavoz|director general|sprecher|sprecherin|general secretary|
tổng thống|thủ tướng|ngoại trưởng|chủ tịch|bộ trưởng|đại sứ|người phát ngôn|đại tướng|trung tướng|thiếu tướng`
)

var titles = sync.OnceValue(func() *lexicon[titleWord] {
	lx := newLexicon[titleWord]()
	for alone, list := range map[bool]string{true: strongTitles, false: otherTitles} {
		for t := range strings.SplitSeq(strings.ReplaceAll(list, "\n", ""), "|") {
			lx.put(phraseView(strings.TrimSuffix(t, "."), "").key(), titleWord{alone})
		}
	}
	return lx
})

// starts reports whether a phrase of the lexicon starts at token i.
func (lx *lexicon[T]) starts(v *view, i int) (yes bool) {
	lx.find(v, i, func(match[T]) { yes = true })
	return yes
}

// saying are the verbs that follow a speaker.
var saying = setOf(`said says told tells added adds argued argues announced explained warned claimed stated noted insisted
wrote tweeted recalled declared who`)

// notNames are capitalised words that are no part of a name, at the start of a sentence above all.
var notNames = setOf(`the a an this that these those he she it they we you i his her its their our my but and or if in on at to of for
from with by as after before when while since until although though however also then there here what who why how no not yes
all both some many most more mr mrs ms dr meanwhile according earlier later last next new former read photo source image
president minister secretary general prime le la les un une il elle el los las der die das ein eine
is was were are be has have had will would can could may should today yesterday now comments related posted category`)

// heads are the words that an organisation's name is built on.
var heads = setOf(`ministry university council party agency authority committee corporation company inc ltd llc bank association
federation court commission institute department army union front foundation organisation organization bureau office academy
airlines airways club college hospital museum parliament congress assembly police society group league force forces guard brigades
newspaper times news post tribune herald gazette network center centre initiative alliance movement coalition board service school`)

// things are words that end the names of places, laws and events, not of people.
var things = setOf(`prefecture municipality province district county region state states city town village street road avenue square
bridge airport station park river lake sea mountain mountains island islands valley bay hotel mosque church cathedral temple complex
directorate command unions act law bill treaty accord agreement plan programme program project summit conference festival cup games
championship award prize day week month year war almighty god`)

// leading are heads that also open a name: "University of".
var leading = setOf(`ministry university council bank department institute court bureau office academy college association federation
organisation organization society union school commission committee`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
