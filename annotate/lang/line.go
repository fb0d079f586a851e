package lang

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxParagraphs is how many paragraphs of one text are examined at most.
const maxParagraphs = 16

// line is one line of a text, without its line break.
type line struct {
	from, to   int // bytes
	start, end int // code points
}

// longLines are the lines that hold enough letters to be examined.
func longLines(ctx context.Context, text string) []line {
	var lines []line
	from, start := 0, 0
	for from < len(text) && ctx.Err() == nil {
		to := len(text)
		if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
			to = from + i
		}
		end := start + utf8.RuneCountInString(text[from:to])
		if hasLetters(text[from:to], leastLetters) {
			lines = append(lines, line{from, to, start, end})
		}
		from, start = to+1, end+1
	}
	return lines
}

func hasLetters(s string, n int) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			if n--; n <= 0 {
				return true
			}
		}
	}
	return false
}

// spread takes at most n of the lines, evenly spaced, the first among them.
func spread(lines []line, n int) []line {
	if len(lines) <= n {
		return lines
	}
	taken := make([]line, n)
	for i := range taken {
		taken[i] = lines[i*len(lines)/n]
	}
	return taken
}
