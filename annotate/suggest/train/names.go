package train

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode"
)

// Names are forenames and surnames by script, to write others into sentences. The zero value has none.
type Names struct {
	forenames, surnames map[*unicode.RangeTable][]string
}

var namesCredit = Credit{Source: "names", Name: "Popular names by country", Authors: "sigpwned and contributors", Year: 2023, Licence: "CC0-1.0",
	LicenceURL: "https://creativecommons.org/publicdomain/zero/1.0/", Changes: "Written into sentences in place of other names."}

// ReadNames reads the forenames and surnames of the folder "names" below the folder of the sets. An error names the
// file and the line.
func ReadNames(dir string) (Names, Credit, error) {
	n, err := readNames(os.DirFS(dir))
	return n, namesCredit, err
}

func readNames(folder fs.FS) (n Names, err error) {
	if n.forenames, err = byScript(folder, "names/common-forenames-by-country.csv"); err != nil {
		return Names{}, err
	}
	n.surnames, err = byScript(folder, "names/common-surnames-by-country.csv")
	return n, err
}

var scripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew}

// byScript reads the columns with the name in its own script and in Latin letters, each name once, in their order.
func byScript(folder fs.FS, name string) (map[*unicode.RangeTable][]string, error) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	found, seen := map[*unicode.RangeTable][]string{}, map[string]bool{}
	var columns []int
	for i, heading := range rows[0] {
		if heading == "Localized Name" || heading == "Romanized Name" {
			columns = append(columns, i)
		}
	}
	if len(columns) != 2 {
		return nil, fmt.Errorf("%s:1: %q: no columns \"Localized Name\" and \"Romanized Name\"", name, rows[0])
	}
	for _, row := range rows[1:] {
		for _, c := range columns {
			if script := scriptOf(row[c]); script != nil && !seen[row[c]] {
				seen[row[c]] = true
				found[script] = append(found[script], row[c])
			}
		}
	}
	return found, nil
}

// scriptOf is the script of a name of one word with no mark but hyphen and apostrophe, nil for others.
func scriptOf(name string) *unicode.RangeTable {
	for _, script := range scripts {
		strange := func(r rune) bool {
			return !unicode.Is(script, r) && !unicode.IsMark(r) && !strings.ContainsRune("-'’", r)
		}
		if name != "" && !strings.ContainsFunc(name, strange) && len([]rune(name)) > 1 {
			return script
		}
	}
	return nil
}
