package suggest

import "testing"

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Hezbollah", "hezbollah"}, {"İRAN", "iran"}, {"Irak’ın", "irak'in"}, {"Hà NỘI", "hà nội"}, {"Ha\u0300", "hà"},
		{"إِيـرانُ", "ايران"}, {"غزّة", "غزه"}, {"مصطفى", "مصطفي"}, {"ایران", "ايران"}, {"٧ و ۷", "7 و 7"}, {"تل\u200cآویو", "تلاويو"},
		{"צה״ל", "צה\"ל"}, {"אל־עריש", "אל-עריש"}, {"“a” «b» –", "\"a\" \"b\" -"}, {"a\u00adb\u200f", "ab"},
	}
	for _, tt := range tests {
		if got := fold(tt.in); got != tt.want {
			t.Errorf("fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if foldHash(tt.in) != foldHash(tt.want) {
			t.Errorf("foldHash(%q) is not that of %q", tt.in, tt.want)
		}
	}
}

func TestTokens(t *testing.T) {
	tests := []struct{ in, want string }{
		{"enclaveEnsure it", "enclave|Ensure|it"}, {"Israel’s U.S. visit.The", "Israel|’|s|U.S|.|visit|.|The"},
		{"pro-Iran 20Of 7th", "pro|-|Iran|20|Of|7|th"}, {"1,140 7/10/2023", "1|,|140|7|/|10|/|2023"}, {"l’Iran", "l|’|Iran"},
		{"YouTube BBC McDonald", "You|Tube|BBC|Mc|Donald"}, {"צה״ל ז'נבה 'חיפה'", "צה״ל|ז'נבה|'|חיפה|'"}, {"إيران\u200f، 7أكتوبر", "إيران|،|7|أكتوبر"},
		{"北京", "北|京"}, {"👨‍👩‍👧 x", "👨‍👩‍👧|x"}, {" \n\t", ""},
	}
	for _, tt := range tests {
		v := phraseView(tt.in, "und")
		got := ""
		for i, tok := range v.tokens {
			if i > 0 {
				got += "|"
			}
			got += v.str(tok)
			if r := []rune(tt.in)[tok.start:tok.end]; string(r) != v.str(tok) {
				t.Errorf("%q: token %q is %q by code points", tt.in, v.str(tok), string(r))
			}
		}
		if got != tt.want {
			t.Errorf("tokens of %q: %s, want %s", tt.in, got, tt.want)
		}
	}
}
