package present

import "testing"

func TestFontWords(t *testing.T) {
	for want, scripts := range map[string][]string{
		"": nil,
		"No font for Ethiopic: install one (for example Noto Sans Ethiopic) to see these letters":               {"Ethiopic"},
		"No font for Han and Ethiopic: install one (for example Noto Sans CJK) to see these letters":            {"Han", "Ethiopic"},
		"No font for Hangul and Han: install one (for example Noto Sans CJK) to see these letters":              {"Hangul", "Han", "Symbols"},
		"No font for Symbols: install one (for example Noto Sans Symbols 2) to see these letters":               {"Symbols"},
		"No font for Lao, Han and Khmer: install one (for example Noto Sans Lao) to see these letters":          {"Symbols", "Lao", "Han", "Khmer"},
		"No font for Han, Lao and 2 more scripts: install one (for example Noto Sans CJK) to see these letters": {"Symbols", "Han", "Lao", "Khmer", "Ethiopic"},
		"No font for Private use and Lao: install one to see these letters":                                     {"Private use", "Lao"},
	} {
		if got := FontWords(scripts); got != want {
			t.Errorf("%q: %s\nwant %s", scripts, got, want)
		}
	}
	scripts := []string{"a", "b", "c", "d"}
	FontWords(scripts)
	if scripts[2] != "c" {
		t.Error("the list was written over")
	}
}
