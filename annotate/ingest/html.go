package ingest

import (
	"crypto/sha256"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

var htmlEndings = []string{".html", ".htm", ".xhtml"}

// maxPageBytes is the longest web page; in memory it takes many times its size.
const maxPageBytes = 16 << 20

// looksHTML goes by the ending alone: a page may begin with anything.
func looksHTML(Head) bool { return true }

// readHTML takes the main text of a saved web page, a paragraph a line, without menus, adverts and lists of links. The
// page says its title, language, address and date.
func readHTML(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		rep := &report{opts: opts}
		data, ok := rep.whole(r, maxPageBytes, yield)
		if !ok {
			return
		}
		d, err := decodePage(data)
		if err != nil {
			rep.refuse(0, "", err.Error())
			return
		}
		p, err := readPage(d.text)
		if err != nil {
			rep.refuse(0, "", err.Error())
			return
		}
		b := &builder{report: rep, ids: &IDs{}, line: 1, unit: CodePoints, title: p.title, lang: p.lang, text: p.text, meta: p.meta}
		if d.guessed {
			b.say("no encoding is given in it; read as %s, which fits best", d.encoding)
		}
		if p.whole {
			b.say("its main text cannot be told from the rest, so all text of the page is taken")
		}
		if rec, ok := b.finish(); ok {
			rec.Document.Source.Encoding, rec.Document.Source.SHA256 = d.encoding, sha256.Sum256(data)
			rec.Direction = p.direction
			yield(rec, nil)
		}
	}
}

// decodePage goes by a byte order mark, else by what the page says of itself, where that fits; else as with any text.
func decodePage(data []byte) (decoded, error) {
	_, name, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], "")
	if !certain || strings.HasPrefix(name, "utf-16") {
		return decodeBytes(data)
	}
	text, ok := decodeAs(data, name)
	if name == "utf-8" {
		text, ok = strings.TrimPrefix(string(data), bom), utf8.Valid(data)
	}
	if !ok {
		return decodeBytes(data)
	}
	return decoded{text: text, encoding: name}, nil
}

// page is what a web page says.
type page struct {
	title, lang, direction string
	text                   string // a paragraph a line
	meta                   map[string]string
	whole                  bool // the main text was not found
}

func readPage(source string) (page, error) {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return page{}, fmt.Errorf("%w: it is no web page: %v", ErrNotText, err)
	}
	p := page{meta: map[string]string{}}
	p.head(doc)
	parser := readability.NewParser()
	parser.MaxElemsToParse = 100_000
	article, err := parser.ParseDocument(doc, nil)
	if err == nil && article.Node != nil {
		p.text = linesOfPage(article.Node)
	}
	if strings.TrimSpace(p.text) == "" {
		p.text, p.whole = linesOfPage(doc), true
	}
	if err == nil {
		p.about(article)
	}
	for name, value := range p.meta {
		if p.meta[name] = oneLine(value); p.meta[name] == "" {
			delete(p.meta, name)
		}
	}
	p.title = oneLine(p.title)
	return p, nil
}

// about takes what is said in the page's metadata.
func (p *page) about(a readability.Article) {
	if title := a.Title(); title != "" {
		p.title = title
	}
	if p.lang == "" {
		p.lang = langOf(a.Language())
	}
	p.meta["site"], p.meta["author"] = a.SiteName(), a.Byline()
	if at, err := a.PublishedTime(); err == nil {
		p.meta["date"] = at.Format(time.RFC3339)
	}
}

// head reads the page's own attributes: language, direction, title and address.
func (p *page) head(doc *html.Node) {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case n.DataAtom == atom.Html:
			p.lang, p.direction = langOf(attribute(n, "lang")), direction(attribute(n, "dir"))
		case n.DataAtom == atom.Body && p.direction == "":
			p.direction = direction(attribute(n, "dir"))
		case n.DataAtom == atom.Title && p.title == "" && n.FirstChild != nil:
			p.title = n.FirstChild.Data
		case n.DataAtom == atom.Link && strings.EqualFold(attribute(n, "rel"), "canonical"):
			p.meta["url"] = attribute(n, "href")
		case n.DataAtom == atom.Meta && attribute(n, "property") == "og:url" && p.meta["url"] == "":
			p.meta["url"] = attribute(n, "content")
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func direction(attr string) string {
	if attr = strings.ToLower(attr); attr == "ltr" || attr == "rtl" {
		return attr
	}
	return ""
}

// oneLine puts runs of white space together, and takes out what no line has.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == 0 {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// linesOfPage is the text below an element as it reads: a line for each paragraph, heading, cell and element of a list.
func linesOfPage(top *html.Node) string {
	w := &pageWriter{}
	for n, up := top, false; n != nil; {
		if !up {
			w.begin(n)
		}
		switch {
		case !up && n.FirstChild != nil && !unseen(n):
			n = n.FirstChild
			continue
		case n.FirstChild != nil || n.Type == html.ElementNode:
			w.end(n)
		}
		if n == top {
			break
		}
		if up = n.NextSibling == nil; up {
			n = n.Parent
		} else {
			n = n.NextSibling
		}
	}
	return strings.TrimSpace(w.text.String())
}

// unseen reports whether a browser shows nothing of the element.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg, atom.Textarea, atom.Select, atom.Option, atom.Object:
		return true
	}
	return n.Type == html.ElementNode && (attribute(n, "aria-hidden") == "true" && n.DataAtom != atom.Html || hasAttribute(n, "hidden"))
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// pageWriter puts text together as a browser would: white space is one space, blocks are lines.
type pageWriter struct {
	text  strings.Builder
	space bool // white space stands before what comes next
	line  bool // there is text in the line
	pre   int  // elements around in which white space counts
}

func (w *pageWriter) begin(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.write(n.Data)
	case n.Type != html.ElementNode:
	case n.DataAtom == atom.Br, n.DataAtom == atom.Hr:
		w.newLine()
	case n.DataAtom == atom.Pre:
		w.pre++
		w.newLine()
	case n.DataAtom == atom.Td, n.DataAtom == atom.Th:
		w.space = true
	case !inline[n.DataAtom]:
		w.newLine()
	}
}

func (w *pageWriter) end(n *html.Node) {
	if n.DataAtom == atom.Pre {
		w.pre--
	}
	if n.Type == html.ElementNode && !inline[n.DataAtom] {
		w.newLine()
	}
}

func (w *pageWriter) newLine() {
	if w.line {
		w.text.WriteByte('\n')
	}
	w.line, w.space = false, false
}

func (w *pageWriter) write(s string) {
	for _, r := range s {
		switch {
		case w.pre > 0 && r == '\n':
			w.newLine()
		case isHTMLSpace(r):
			w.space = true
		case r == 0 || unicode.Is(unicode.Cs, r):
		default:
			if w.space && w.line {
				w.text.WriteByte(' ')
			}
			w.text.WriteRune(r)
			w.space, w.line = false, true
		}
	}
}

// isHTMLSpace is the white space that a browser puts together; a no-break space stays.
func isHTMLSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' }

// inline are the elements that begin no line.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true, atom.Data: true,
	atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Img: true, atom.Ins: true, atom.Kbd: true, atom.Label: true,
	atom.Mark: true, atom.Q: true, atom.Rp: true, atom.Rt: true, atom.Ruby: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true,
	atom.Strike: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
	atom.Td: true, atom.Th: true,
}
