package ingest

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Column is one column of a table, or one key of JSON objects.
type Column struct {
	Name    string   // as Choice.Columns names it: from the first row, or counted from 1
	Is      string   // "text", "id", "title", "lang" or "labels"; "" is metadata
	Samples []string // what the first records have there, each on one line and cut; empty ones are left out
}

// What the columns of formats can be; the first one is needed.
var (
	textRoles  = []string{"text", "id", "title", "lang"}
	tokenRoles = []string{"text", "labels"}
)

// Limits on what is shown of columns.
const (
	keptSamples  = 3
	sampleRunes  = 160
	guessedRows  = 50
	mostColumns  = 200
	headingRunes = 40
)

// Choose is the choice by which a column becomes something; "" makes it metadata. What was so before becomes metadata.
// There is always a column that is the first of Roles: it can be given away to another one, and not become anything else.
func (l Look) Choose(column int, role string) Choice {
	c, now := l.Choice, l.Columns[column]
	if now.Is == role || now.Is == l.Roles[0] || now.Is == "labels" && role == "" {
		return c
	}
	c.Columns = map[string]string{}
	if labels := l.Choice.Columns["labels"]; labels != "" && labels != now.Name {
		c.Columns["labels"] = labels
	}
	for _, r := range l.Roles {
		if r != "labels" {
			c.Columns[r] = "" // and not what its name says
		}
	}
	for _, col := range l.Columns {
		if _, ok := c.Columns[col.Is]; ok && col.Name != now.Name && col.Is != "labels" {
			c.Columns[col.Is] = col.Name
		}
	}
	if role != "" {
		c.Columns[role] = now.Name
	}
	return c
}

// findColumns finds the columns, and what they are where that is not chosen; the error says that none can be the text.
func (l *Look) findColumns(h Head) error {
	switch l.Format.Name {
	case "csv":
		return l.tableColumns(h)
	case "jsonl":
		return l.keyColumns(h)
	case "conll", "tsv":
		if h.Ending != ".csv" {
			l.tokenColumns(h)
		}
	}
	return nil
}

// tableColumns are those of a table of texts.
func (l *Look) tableColumns(h Head) error {
	d, err := decodeSample(h.Data)
	if err != nil {
		return err
	}
	rows, t := firstRows(d.text, h.Ending)
	if len(rows) == 0 {
		return fmt.Errorf("%w: it has no rows", ErrEmpty)
	}
	if chosen, err := readTextColumns(d.text, h.Ending, l.Choice.Columns); err == nil {
		t = chosen
	} else {
		if l.Choice.Columns = guessTable(rows); l.Choice.Columns == nil {
			return err
		}
		if t, err = readTextColumns(d.text, h.Ending, l.Choice.Columns); err != nil {
			return err
		}
	}
	if t.header {
		rows = rows[1:]
	}
	l.Roles = textRoles
	for i, name := range t.names[:min(len(t.names), mostColumns)] {
		c := Column{Name: name}
		if !t.header {
			c.Name = strconv.Itoa(i + 1)
		}
		for what, at := range t.at {
			if at == i {
				c.Is = what
			}
		}
		for _, row := range rows {
			if i < len(row) {
				c.sample(row[i])
			}
		}
		l.Columns = append(l.Columns, c)
	}
	return nil
}

// firstRows are some rows of a table that have as many cells as the first.
func firstRows(text, ending string) (rows [][]string, t textColumns) {
	t = bestDelimiter(text, ending)
	s := newCellScanner(strings.NewReader(text), t.comma, t.quotes)
	for len(rows) < guessedRows {
		row, err := s.next()
		if err != nil {
			break
		}
		if row.bad == "" && (len(rows) == 0 || len(row.cells) == len(rows[0])) {
			rows = append(rows, row.cells)
		}
	}
	return rows, t
}

// guessTable takes the column with the longest cells for the text, if they have several words. It is named as the first row
// names it, where that looks like names.
func guessTable(rows [][]string) map[string]string {
	best, most := -1, 0
	named, body := len(rows) > 1 && areNames(rows[0]), rows
	if named {
		body = rows[1:]
	}
	for i := range rows[0] {
		n, worded := 0, 0
		for _, row := range body {
			n += utf8.RuneCountInString(row[i])
			if hasWords(row[i]) {
				worded++
			}
		}
		if n > most && 2*worded >= len(body) {
			best, most = i, n
		}
	}
	if best < 0 {
		return nil
	}
	name := strconv.Itoa(best + 1)
	if named && most > 2*(len(rows)-1)*utf8.RuneCountInString(rows[0][best]) {
		name = cmp.Or(strings.TrimSpace(rows[0][best]), name)
	}
	return map[string]string{"text": name}
}

// hasWords reports whether a cell may be a text: it has several words, or is in a script that puts nothing between them.
func hasWords(cell string) bool {
	return len(strings.Fields(cell)) > 2 || strings.ContainsFunc(cell, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// areNames reports whether cells may be the names of columns: short, all different, and no numbers.
func areNames(cells []string) bool {
	seen := map[string]bool{}
	for _, c := range cells {
		c = strings.TrimSpace(c)
		if c == "" || seen[c] || utf8.RuneCountInString(c) > headingRunes || strings.ContainsAny(c, ".!?\n") || strings.Trim(c, "0123456789.,-") == "" {
			return false
		}
		seen[c] = true
	}
	return true
}

// keyColumns are the keys of the first JSON objects.
func (l *Look) keyColumns(h Head) error {
	at := map[string]int{}
	length := map[string]int{}
	n := 0
	for e := range elements(bytes.NewReader(h.Data)) {
		t, _, err := parseTree(bytes.Clone(e.data))
		if e.bad != "" || err != nil || t.kind != '{' {
			continue
		}
		for i, key := range t.keys {
			if _, ok := at[key]; !ok && len(l.Columns) < mostColumns {
				at[key] = len(l.Columns)
				l.Columns = append(l.Columns, Column{Name: key})
			}
			if j, ok := at[key]; ok {
				l.Columns[j].sample(t.list[i].plain())
			}
			if t.list[i].kind == '"' && (slices.Contains(textNames["text"], key) || hasWords(t.list[i].text)) {
				length[key] += len(t.list[i].text)
			}
		}
		if n++; n == guessedRows {
			break
		}
	}
	if n == 0 {
		return nil // reading says what is wrong with it
	}
	l.Roles = textRoles
	for _, role := range textRoles {
		name, chosen := l.Choice.Columns[role]
		for _, usual := range textNames[role] {
			if _, ok := at[usual]; ok && name == "" && !chosen && (role != "text" || length[usual] > 0) {
				name = usual
			}
		}
		if role == "text" && name == "" {
			if name = longest(l.Columns, length); name == "" {
				return fmt.Errorf("%w: none of its keys has a text: they are %s", ErrFormat, quoteSome(h.Keys))
			}
			l.Choice.Columns = map[string]string{"text": name}
		}
		if i, ok := at[name]; ok && l.Columns[i].Is == "" {
			l.Columns[i].Is = role
		}
	}
	return nil
}

func longest(columns []Column, length map[string]int) (name string) {
	for _, c := range columns {
		if length[c.Name] > length[name] {
			name = c.Name
		}
	}
	return name
}

// tokenColumns are those of a table of tokens and tags; none where they cannot be told.
func (l *Look) tokenColumns(h Head) {
	d, err := decodeSample(h.Data)
	if err != nil {
		return
	}
	t, err := readLayout(d.text, h.Ending, l.Choice.Columns)
	if err != nil || t.misc || t.csv {
		return
	}
	l.Roles = tokenRoles
	for i := range min(t.width, mostColumns) {
		c := Column{Name: strconv.Itoa(i + 1)}
		if i == t.token {
			c.Is = "text"
		}
		if slices.Contains(t.tags, i) {
			c.Is = "labels"
		}
		l.Columns = append(l.Columns, c)
	}
	n := 0
	for line := range strings.Lines(d.text) {
		if cells := t.cells(line); isRow(line) && len(cells) == t.width && n < guessedRows {
			n++
			for i := range l.Columns {
				if tag := cells[i]; l.Columns[i].Is != "labels" || tag != "O" {
					l.Columns[i].sample(tag)
				}
			}
		}
	}
}

// sample keeps what a record has in the column, as a line.
func (c *Column) sample(value string) {
	value = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(value, "\ufffd"))
	if value = strings.TrimSpace(value); value == "" || len(c.Samples) == keptSamples {
		return
	}
	if runes := []rune(value[:min(len(value), 4*sampleRunes)]); len(runes) > sampleRunes {
		value = string(runes[:sampleRunes]) + "…"
	}
	c.Samples = append(c.Samples, value)
}
