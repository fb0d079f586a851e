// Gen searches for the palette of label colours: go run ./app/theme/gen prints it, with the distances that it reaches.
// docs/adr/0018 tells why it searches so. The same seed finds the same colours.
package main

import (
	"flag"
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"rubricator/app/present"
	"rubricator/app/theme"
	"rubricator/app/theme/vision"
)

var looks = []fyne.ThemeVariant{fynetheme.VariantLight, fynetheme.VariantDark, theme.VariantLightContrast, theme.VariantDarkContrast}

// stages are how many of the first colours are made as far apart as can be, one after the other.
var stages = []int{8, 12, 24}

// What is asked of candidates beside distance.
const (
	darkest      = 0.36 // lightness in Oklab
	lightest     = 0.59
	palest       = 34.0 // chroma in CIELAB, so that a hue can be named
	normalWeight = 2.0  // who sees all colours should have twice the distance
)

// hues are what the first labels are used to be like: persons blue, organisations brown, places green, days violet.
var hues = []string{"#0b6bbd", "#8a5a1a", "#15805a", "#6020a0"}

func main() {
	tries := flag.Int("tries", 60, "starts of the search in each stage")
	seed := flag.Uint64("seed", 1, "of the random starts")
	flag.Parse()
	pool := candidates()
	apart := distances(pool)
	s := search{apart: apart, random: rand.New(rand.NewPCG(*seed, 0))}
	var chosen []int
	for _, n := range stages {
		chosen = s.extend(chosen, n, *tries)
		fmt.Printf("first %d: %.2f\n", n, s.least(chosen))
	}
	var like []int
	for _, h := range hues {
		like = append(like, nearest(pool, h))
	}
	for _, i := range s.order(chosen, like) {
		fmt.Printf("%q, ", pool[i].hex)
	}
	fmt.Println()
}

// nearest is the candidate that is most like a colour.
func nearest(pool []candidate, hex string) int {
	like, at := seen(hex), 0
	for i := range pool {
		if vision.Distance(pool[i].seen[0], like[0]) < vision.Distance(pool[at].seen[0], like[0]) {
			at = i
		}
	}
	return at
}

// candidate is a colour with how it is seen in every look by every kind of vision.
type candidate struct {
	hex  string
	seen []vision.Lab
}

// candidates are colours all over the lightness and hues that labels may have, as strong as the screen shows them and
// paler.
func candidates() []candidate {
	var pool []candidate
	strong := func(c candidate) bool { return math.Hypot(c.seen[0].A, c.seen[0].B) >= palest }
	known := map[string]bool{}
	for l := darkest; l <= lightest; l += 0.02 {
		for h := 0.0; h < 360; h += 7.5 {
			for _, c := range []float64{0.09, 0.13, 0.17, 0.22} {
				hex := theme.Hex(l, c, h)
				if !known[hex] {
					known[hex] = true
					if c := (candidate{hex, seen(hex)}); strong(c) {
						pool = append(pool, c)
					}
				}
			}
		}
	}
	return pool
}

func seen(hex string) []vision.Lab {
	var all []vision.Lab
	for _, look := range looks {
		for _, k := range vision.Kinds {
			all = append(all, k.See(line(hex, look)).Lab())
		}
	}
	return all
}

func line(hex string, look fyne.ThemeVariant) color.NRGBA {
	return theme.LabelColors(hex, look, present.MarkAnnotation).Line
}

// distances are the least of each pair over all looks and kinds of vision.
func distances(pool []candidate) [][]float32 {
	apart := make([][]float32, len(pool))
	for i := range pool {
		apart[i] = make([]float32, len(pool))
		for j := range i {
			d := math.Inf(1)
			for k := range pool[i].seen {
				away := vision.Distance(pool[i].seen[k], pool[j].seen[k])
				if vision.Kinds[k%len(vision.Kinds)] == vision.Trichromacy {
					away /= normalWeight
				}
				d = min(d, away)
			}
			apart[i][j], apart[j][i] = float32(d), float32(d)
		}
	}
	return apart
}
