package train

import (
	"slices"
	"strings"
	"unicode"
)

// titles are words that stand before a name and outside its span, in lower case and without a full stop.
var titles = strings.Fields(`mr mrs ms miss dr prof professor sir dame lord lady president vice-president premier chancellor minister secretary
	senator sen rep representative congressman congresswoman governor gov mayor ambassador envoy prince princess king queen emperor empress sultan
	duke duchess count countess baron baroness earl pope bishop archbishop cardinal father fr sister rev reverend rabbi imam sheikh shaikh sheik
	ayatollah mullah sayyid colonel col general gen lieutenant lt major maj captain capt sergeant sgt admiral adm commander cmdr corporal private
	officer inspector detective judge justice attorney coach mp he she hon chairman chairwoman chief director spokesman spokeswoman spokesperson
	commissioner deputy foreign prime vice acting former ex-president saint-père marshal brigadier brig staff 1st tsgt ssgt spc commodore
	herr herrn frau doktor präsident präsidentin kanzler kanzlerin minister könig königin kaiser papst graf fürst baron prinz prinzessin bischof
	m mm mme mmes mlle mlles monsieur madame mademoiselle maître docteur général colonel capitaine commandant lieutenant abbé père roi reine
	comte comtesse marquis duc duchesse président préfet maire
	heer mevrouw mej dhr koning koningin keizer generaal kolonel kapitein graaf gravin markies hertog prins prinses pastoor deken lord`)

// namesWithTitle are titles that are also the first part of names: they are cut where more than one word follows.
func isTitle(word string) bool {
	return slices.Contains(titles, strings.ToLower(strings.TrimSuffix(word, ".")))
}

// withoutTitles cuts titles before the names of persons. What is a title and nothing else is left alone when bare is
// false, and dropped when it is true.
func (d *draft) withoutTitles(bare bool) {
	d.each("PER", func(s Span) []Span {
		for {
			name := d.str(s.Span)
			first, rest, more := strings.Cut(name, " ")
			switch {
			case !isTitle(first) || !more && !bare:
				return []Span{s}
			case !more:
				return nil
			}
			if begins := []rune(strings.TrimLeft(rest, " ")); len(begins) == 0 || !unicode.IsUpper(begins[0]) && !isParticle(rest) {
				return []Span{s}
			}
			s.Start += len([]rune(first)) + 1
		}
	})
}

// particles stand in lower case inside names of persons.
var particles = strings.Fields("al el bin ibn ben bint abu umm de del della di da dos van von der den ter ten zu zur y e la le du des af av st")

func isParticle(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	if i := strings.IndexAny(first, "-'’"); i > 0 {
		first = first[:i]
	}
	return slices.Contains(particles, first)
}
