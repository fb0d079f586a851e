// Package sample holds the sample project that ships with the program: ten
// short invented news articles in seven languages that tell one story, so that
// names recur across articles, spellings and scripts.
//
// Each file is UTF-8 with LF line ends and opens with its title. The articles
// carry what scraped articles carry: a byline, a link list in the middle, an
// advert at the end, glued words, curly quotes.
package sample

import "embed"

// Files holds the articles at its root, named so that they sort into the order
// of the story: "01-harbour-talks.txt" to "10-first-sailing.txt".
//
//go:embed *.txt
var Files embed.FS
