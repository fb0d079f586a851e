package lang

import "testing"

func TestDirection(t *testing.T) {
	for _, code := range []string{
		"ar", "he", "fa", "ur", "yi", "dv", "ps", "sd", "ug", "ckb", "arz", "ary", "syr", "nqo",
		"ku-Arab", "az-Arab", "pa-Arab", "ar-EG", "AR", "iw", "und-Hebr", "ms_Arab",
	} {
		if got := Direction(code); got != "rtl" {
			t.Errorf("Direction(%q) = %q", code, got)
		}
	}
	for _, code := range []string{"", "und", "en", "tr", "ku", "az", "pa", "ar-Latn", "vi", "zh", "ru", "mt", "no such code", "x"} {
		if got := Direction(code); got != "ltr" {
			t.Errorf("Direction(%q) = %q", code, got)
		}
	}
}

func TestName(t *testing.T) {
	for code, want := range map[string]string{
		"ar": "Arabic", "AR": "Arabic", "vi": "Vietnamese", "ar-EG": "Arabic", "pt_BR": "Portuguese",
		"und": "Unknown", "": "Unknown", "ckb": "Central Kurdish", "qqq": "qqq",
	} {
		if got := Name(code); got != want {
			t.Errorf("Name(%q) = %q, want %q", code, got, want)
		}
	}
	for _, code := range Languages() {
		if Name(code) == code {
			t.Errorf("%q has no name", code)
		}
	}
}
