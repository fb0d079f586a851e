package state

import "fmt"

// Counted writes a number with its noun: "1 label", "2,140 labels".
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Number(n) + " " + noun
}

// Number writes n with commas between thousands.
func Number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func places(n int) string      { return Counted(n, "place") }
func suggestions(n int) string { return Counted(n, "suggestion") }
func findings(n int) string    { return Counted(n, "finding") }
