package ingest

import (
	"crypto/sha256"
	"strings"
	"testing"
)

const articlePage = `<!DOCTYPE html>
<html lang="en-GB" dir="ltr"><head><meta charset="utf-8"><title>Harbour opens again | The Tide</title>
<link rel="canonical" href="https://tide.example/harbour"><meta property="article:published_time" content="2026-03-03T08:00:00Z">
<meta property="og:title" content="Harbour opens again"><script>var a = "not text";</script><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Harbour opens again</h1>
<p>The harbour of Oslo opened again on <b>Tuesday</b>, nine weeks after the fire that <a href="/fire">closed it</a>, said the mayor,
Mira&nbsp;Okonkwo, in a speech to the crowd that had come to the quay.</p>
<p>Ships from Bergen &amp; Stavanger were the first to come in, and the crew of one of them, the Havbris, played music on deck for an hour.<br>A second
band played on land, where the fire brigade, which had fought the flames for three days, was thanked by all.</p>
<p>“We have waited for this,” said the master of the Havbris, who lost a brother in the fire, and he took off his cap to the town.</p></article>
<aside><p>Subscribe to our letter!</p></aside><footer>© The Tide</footer></body></html>`

func TestWebPages(t *testing.T) {
	recs, remarks := readAs(t, "html", "harbour.html", articlePage, nil)
	if len(recs) != 1 || len(remarks) != 0 {
		t.Fatalf("%d records\n%s", len(recs), linesOf(remarks))
	}
	d := recs[0].Document
	want := "The harbour of Oslo opened again on Tuesday, nine weeks after the fire that closed it, said the mayor, Mira\u00a0Okonkwo, in a speech to the crowd that had come to the quay.\n" +
		"Ships from Bergen & Stavanger were the first to come in, and the crew of one of them, the Havbris, played music on deck for an hour.\n" +
		"A second band played on land, where the fire brigade, which had fought the flames for three days, was thanked by all.\n" +
		"“We have waited for this,” said the master of the Havbris, who lost a brother in the fire, and he took off his cap to the town."
	if d.Text.String() != want {
		t.Errorf("text %q", d.Text.String())
	}
	if d.ID != "harbour" || d.Title != "Harbour opens again" || recs[0].Language != "en" || recs[0].Direction != "ltr" {
		t.Errorf("%q %q %q %q", d.ID, d.Title, recs[0].Language, recs[0].Direction)
	}
	if d.Meta["url"] != "https://tide.example/harbour" || d.Meta["date"] != "2026-03-03T08:00:00Z" {
		t.Errorf("meta %v", d.Meta)
	}
	if s := d.Source; s.Name != "harbour.html" || s.Encoding != "utf-8" || s.SHA256 != sha256.Sum256([]byte(articlePage)) {
		t.Errorf("source %+v", s)
	}
}

func TestEncodingsOfWebPages(t *testing.T) {
	arabic := "قالت رئيسة البلدية إن الميناء فتح أبوابه من جديد بعد تسعة أسابيع من الحريق الذي أغلقه."
	legacy := string(encode(t, "windows-1256", arabic))
	for _, c := range []struct{ in, text, encoding, said string }{
		{`<meta charset="windows-1256"><p>` + legacy, arabic, "windows-1256", ""},
		{`<meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><p>` + legacy, arabic, "windows-1256", ""},
		{`<meta charset="utf-8"><p>` + strings.Repeat(legacy+" ", 5), strings.TrimSpace(strings.Repeat(arabic+" ", 5)), "windows-1256", "fits best"},
		{`<p>` + arabic, arabic, "utf-8", ""},
		{"\xff\xfe<\x00p\x00>\x00a\x00b\x00", "ab", "utf-16le", ""},
	} {
		recs, remarks := readAs(t, "html", "p.html", c.in, nil)
		if len(recs) != 1 || recs[0].Document.Text.String() != c.text || recs[0].Document.Source.Encoding != c.encoding || !strings.Contains(linesOf(remarks), c.said) {
			t.Errorf("%s: %+v\n%s", c.encoding, recs, linesOf(remarks))
		}
	}
}

func TestPagesWithoutAMainText(t *testing.T) {
	recs, remarks := readAs(t, "html", "p.html", "<title>T</title><ul><li>One <i>two</i></li><li>three</li></ul><table><tr><td>a</td><td>b</td></tr></table><pre>x\n y</pre><p hidden>no</p><script>no</script>", nil)
	if len(recs) != 1 || recs[0].Document.Text.String() != "One two\nthree\na b\nx\ny" || recs[0].Document.Title != "T" {
		t.Errorf("%+v\n%s", recs, linesOf(remarks))
	}
	for _, in := range []string{"", "<p> </p>", "<script>a</script>", "\x00\x01\x02", strings.Repeat("a", maxPageBytes+1)} {
		recs, remarks := readAs(t, "html", "p.html", in, nil)
		if len(recs) != 0 || len(remarks) == 0 || !remarks[len(remarks)-1].Refused {
			t.Errorf("%.20q: %d records\n%s", in, len(recs), linesOf(remarks))
		}
	}
}

func TestDeepPagesAreRead(t *testing.T) {
	recs, remarks := readAs(t, "html", "p.html", strings.Repeat("<div>", 3000)+"deep", nil)
	if len(recs)+len(remarks) == 0 {
		t.Error("nothing is said")
	}
}

func FuzzReadHTML(f *testing.F) {
	for _, s := range []string{articlePage, "<p>a", "<html lang=ar dir=rtl><p>\u0642", "<table><td>a<td>b", "<pre>\n a\n</pre>", "<svg><p>x", "&#0;&#xD800;", "<meta charset=utf-7><p>x", "<frameset>", "<template><p>a</template>", "<base href='%'><a href='%zz'>a</a>",
		`<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"H","datePublished":"x"}</script><p>a`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		recs, remarks := readAs(t, "html", "p.html", in, nil)
		if len(recs) == 0 && len(remarks) == 0 {
			t.Error("nothing is said")
		}
		for _, r := range recs {
			if text := r.Document.Text.String(); strings.ContainsAny(text, "\x00\r") || strings.Contains(text, "\n\n") {
				t.Errorf("text %q", text)
			}
		}
	})
}
