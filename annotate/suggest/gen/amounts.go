package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// amountLanguages are those in which amounts are suggested.
var amountLanguages = strings.Fields("ar de en es fa fr he id ru tr vi zh")

// units are what news measures, by their CLDR names.
var units = strings.Fields(`area-square-kilometer area-hectare area-square-meter area-square-mile area-acre area-square-foot area-dunam
digital-terabyte digital-gigabyte digital-megabyte digital-kilobyte electric-volt energy-kilocalorie energy-joule energy-kilowatt-hour
frequency-gigahertz frequency-megahertz frequency-hertz length-kilometer length-meter length-centimeter length-millimeter length-mile
length-yard length-foot length-inch length-light-year length-nautical-mile mass-tonne mass-kilogram mass-gram mass-milligram mass-ton
mass-pound mass-ounce mass-carat power-gigawatt power-megawatt power-kilowatt power-watt power-horsepower pressure-bar
speed-kilometer-per-hour speed-meter-per-second speed-mile-per-hour speed-knot temperature-celsius temperature-fahrenheit
volume-cubic-kilometer volume-cubic-meter volume-cubic-foot volume-liter volume-milliliter volume-gallon volume-bushel volume-barrel`)

// times are the units that stand for a time of day or a stretch of one.
var times = strings.Fields("duration-hour duration-minute duration-second")

// writeAmounts makes amounts.txt.gz from the currencies and numbers of one package and the units of the other: of each
// language a line "=en", then lines of a word, a tab, and phrases with bars between.
func writeAmounts(numbers, measures map[string][]byte, out string) error {
	var list bytes.Buffer
	for _, lang := range amountLanguages {
		words := map[string][]string{}
		err := errors.Join(currencies(words, numbers["main/en/currencies.json"], "en", true), currencies(words, numbers["main/"+lang+"/currencies.json"], lang, false),
			magnitudes(words, numbers["main/"+lang+"/numbers.json"], lang), measured(words, measures["main/"+lang+"/units.json"], lang))
		if lang == "en" { // kilometers and kilometres
			err = errors.Join(err, measured(words, measures["main/en-GB/units.json"], "en-GB"))
		}
		if err != nil {
			return fmt.Errorf("language %q: %w", lang, err)
		}
		fmt.Fprintf(&list, "=%s\n", lang)
		for _, word := range sortedKeys(words) {
			slices.Sort(words[word])
			fmt.Fprintf(&list, "%s\t%s\n", word, strings.Join(slices.Compact(words[word]), "|"))
		}
	}
	packed, err := pack(list.Bytes())
	return errors.Join(err, os.WriteFile(filepath.Join(out, "amounts.txt.gz"), packed, 0o644),
		os.WriteFile(filepath.Join(out, "amounts.LICENSE.txt"), numbers["LICENSE"], 0o644))
}

// past is a currency that CLDR says is no more: its English name ends in years.
var past = regexp.MustCompile(`[0-9]{4}`)

// currencies adds the names and symbols of a language's currencies, or the codes of the English file.
func currencies(words map[string][]string, data []byte, lang string, codes bool) error {
	var file struct {
		Main map[string]struct {
			Numbers struct {
				Currencies map[string]map[string]string `json:"currencies"`
			} `json:"numbers"`
		} `json:"main"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	for code, forms := range file.Main[lang].Numbers.Currencies {
		if past.MatchString(forms["displayName"]) || strings.HasPrefix(code, "X") && !strings.Contains("XAF XCD XOF XPF", code) {
			continue
		}
		if codes {
			words["code"] = append(words["code"], code)
			continue
		}
		for key, form := range forms {
			form = plain(form)
			switch {
			case strings.HasPrefix(key, "displayName") && !strings.ContainsAny(form, "()（") && len([]rune(form)) > 2:
				words["money"] = append(words["money"], form)
			case strings.HasPrefix(key, "symbol") && form != code && len([]rune(form))+strings.Count(form, "$")*2 > 1 || isCurrencySign(form):
				words["symbol"] = append(words["symbol"], form)
			}
		}
	}
	return nil
}

func isCurrencySign(s string) bool {
	r := []rune(s)
	return len(r) == 1 && unicode.Is(unicode.Sc, r[0])
}

// magnitudes adds a language's words for thousands, millions and so on, and its signs of per cent.
func magnitudes(words map[string][]string, data []byte, lang string) error {
	var file struct {
		Main map[string]struct {
			Numbers map[string]json.RawMessage `json:"numbers"`
		} `json:"main"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	for key, raw := range file.Main[lang].Numbers {
		switch {
		case strings.HasPrefix(key, "decimalFormats-"):
			var formats struct {
				Long, Short struct{ DecimalFormat map[string]string }
			}
			if err := json.Unmarshal(raw, &formats); err != nil {
				return err
			}
			for word, patterns := range map[string]map[string]string{"scale": formats.Long.DecimalFormat, "short": formats.Short.DecimalFormat} {
				for _, pattern := range patterns {
					if form := plain(strings.NewReplacer("0", "", "'", "").Replace(pattern)); form != "" {
						words[word] = append(words[word], form)
					}
				}
			}
		case strings.HasPrefix(key, "symbols-"):
			var signs struct{ PercentSign, PerMille string }
			if err := json.Unmarshal(raw, &signs); err != nil {
				return err
			}
			words["percent"] = append(words["percent"], plain(signs.PercentSign), plain(signs.PerMille))
		}
	}
	return nil
}

// measured adds the names and abbreviations of units, of times of day and of per cent.
func measured(words map[string][]string, data []byte, lang string) error {
	var file struct {
		Main map[string]struct {
			Units map[string]map[string]json.RawMessage `json:"units"`
		} `json:"main"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	for word, names := range map[string][]string{"unit": units, "time": times, "percent": {"concentr-percent"}} {
		for _, width := range []string{"long", "short", "narrow"} {
			for _, name := range names {
				var forms map[string]string
				if err := json.Unmarshal(file.Main[lang].Units[width][name], &forms); err != nil {
					return fmt.Errorf("unit %q: %w", name, err)
				}
				for key, pattern := range forms {
					form, found := strings.CutPrefix(plain(pattern), "{0}")
					if form = plain(form); found && strings.Contains(key, "-count-") && form != "" {
						words[word] = append(words[word], form)
					}
				}
			}
		}
	}
	return nil
}

// plain is a phrase without the marks that only steer its direction, its white space evened out.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) && r != 0x200C && r != 0x200D {
			return -1
		}
		return r
	}, s)
	return strings.TrimSuffix(strings.Join(strings.Fields(s), " "), ".")
}
