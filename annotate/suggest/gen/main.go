// Command gen makes the embedded lists of territory names and of words for amounts from the npm packages
// cldr-localenames-full, cldr-numbers-full and cldr-units-full.
//
//	npm pack cldr-localenames-full@48.2.0 cldr-numbers-full@48.2.0 cldr-units-full@48.2.0
//	go run ./annotate/suggest/gen cldr-localenames-full-48.2.0.tgz annotate/suggest/data
//	go run ./annotate/suggest/gen cldr-numbers-full-48.2.0.tgz cldr-units-full-48.2.0.tgz annotate/suggest/data
//
// It writes territories.txt.gz or amounts.txt.gz, and the licence of the data beside it. The same packages give the same
// bytes.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// version is the release of CLDR that the list is made from.
const version = "48.2.0"

// languages are those that the product detects and CLDR has, by their CLDR names.
var languages = strings.Fields("en ar az bg bn ca cs da de el es et fa fi fr he hi hr hu hy id it ja ka kk ko ku lt lv mk ms nb nl pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur vi zh zh-Hant")

// leftOut are codes that name no place in news: the world, tests, groups of states, and bases that nobody writes of.
var leftOut = strings.Fields("001 AC CP DG EA EU EZ IC QO TA UM UN XA XB ZZ")

// common are names that are everyday words of their language, in scripts where no capital tells them apart.
var common = map[string][]string{
	"ar": {"مالي", "بنين", "عمان"}, "fa": {"مالی", "بنین"}, "ur": {"مالی", "چین"}, "he": {"פרו", "מלי"},
	"hi": {"माली", "चाड"}, "bn": {"মালি", "চাদ"}, "th": {"ชาด", "มาลี"}, "ko": {"오만", "말리", "가나"}, "zh": {"马里"}, "ja": {"マリ"},
}

func main() {
	if len(os.Args) < 3 || len(os.Args) > 4 {
		fmt.Fprintln(os.Stderr, "usage: gen cldr-localenames-full-"+version+".tgz OUTDIR\n       gen cldr-numbers-full-"+version+".tgz cldr-units-full-"+version+".tgz OUTDIR")
		os.Exit(2)
	}
	if err := run(os.Args[1:len(os.Args)-1], os.Args[len(os.Args)-1]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(tarballs []string, out string) error {
	var packages []map[string][]byte
	for _, tarball := range tarballs {
		files, err := read(tarball)
		if err != nil {
			return err
		}
		if !bytes.Contains(files["package.json"], []byte(`"version": "`+version+`"`)) {
			return fmt.Errorf("%q is not version %s", tarball, version)
		}
		packages = append(packages, files)
	}
	if len(packages) == 2 {
		return writeAmounts(packages[0], packages[1], out)
	}
	return writeTerritories(packages[0], out)
}

func writeTerritories(files map[string][]byte, out string) error {
	var list bytes.Buffer
	for _, lang := range languages {
		if err := section(&list, lang, files["main/"+lang+"/territories.json"]); err != nil {
			return err
		}
	}
	packed, err := pack(list.Bytes())
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(filepath.Join(out, "territories.txt.gz"), packed, 0o644),
		os.WriteFile(filepath.Join(out, "territories.LICENSE.txt"), files["LICENSE"], 0o644))
}

func read(tarball string) (map[string][]byte, error) {
	f, err := os.Open(tarball)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", tarball, err)
	}
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%q: %w", tarball, err)
		}
		if files[strings.TrimPrefix(h.Name, "package/")], err = io.ReadAll(r); err != nil {
			return nil, fmt.Errorf("%q: %w", h.Name, err)
		}
	}
}

type localeFile struct {
	Main map[string]struct {
		Names struct {
			Territories map[string]string `json:"territories"`
		} `json:"localeDisplayNames"`
	} `json:"main"`
}

// section writes a language's line "=en" and a line for each territory: its code, a tab, its names with bars between.
func section(w io.Writer, lang string, data []byte) error {
	var file localeFile
	if err := json.Unmarshal(data, &file); err != nil {
		return fmt.Errorf("language %q: %w", lang, err)
	}
	names := map[string][]string{}
	for key, name := range file.Main[lang].Names.Territories {
		code, _, _ := strings.Cut(key, "-")
		if !slices.Contains(leftOut, code) {
			names[code] = append(names[code], forms(lang, name)...)
		}
	}
	fmt.Fprintf(w, "=%s\n", lang)
	for _, code := range sortedKeys(names) {
		if list := names[code]; len(list) > 0 {
			slices.Sort(list)
			fmt.Fprintf(w, "%s\t%s\n", code, strings.Join(slices.Compact(list), "|"))
		}
	}
	return nil
}

func sortedKeys(m map[string][]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// forms are the names in one display name: "Myanmar (Burma)" has two; "Congo - Kinshasa" is no name that people write.
func forms(lang, name string) (list []string) {
	outer, inner, bracketed := strings.Cut(name, " (")
	inner = strings.TrimSuffix(inner, ")")
	if strings.Contains(name, " - ") || strings.Contains(outer, "（") {
		return nil
	}
	list = append(list, outer)
	if lang == "en" {
		list = append(list, strings.NewReplacer(" & ", " and ", "St. ", "Saint ").Replace(outer))
	}
	if bracketed && slices.Contains([]string{"Burma", "بورما", "בורמה", "برمه", "Birmanie", "Miến Điện"}, inner) {
		list = append(list, inner)
	}
	return slices.DeleteFunc(list, func(n string) bool { return slices.Contains(common[lang], n) || len([]rune(n)) < 2 && lang != "vi" })
}

func pack(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	_, err = z.Write(data)
	err = errors.Join(err, z.Close())
	return b.Bytes(), err
}
