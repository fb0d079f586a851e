package lang

import "golang.org/x/text/language"

// Direction is "rtl" for a language that is written from right to left and
// "ltr" for any other. The code is ISO 639 with an optional script ("ar", "ckb",
// "ku-Arab"); without one the language's usual script counts.
func Direction(code string) string {
	tag, err := language.Parse(code)
	if err != nil || tag == language.Und {
		return "ltr"
	}
	script, _ := tag.Script()
	if rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}

// rightToLeft are the scripts in use that run from right to left, by ISO 15924.
var rightToLeft = map[string]bool{
	"Adlm": true, "Arab": true, "Aran": true, "Hebr": true, "Mand": true, "Nkoo": true,
	"Rohg": true, "Samr": true, "Syrc": true, "Thaa": true,
}
