package splits

import (
	"net/url"
	"strings"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/near"
)

// By is what keeps documents in one split.
type By string

const (
	ByGroup  By = "group"  // texts, headlines, addresses and links between documents
	BySource By = "source" // these, and one publisher
	ByDate   By = "date"   // these, and one day
)

// Bys are all values of By, the default first.
var Bys = []By{ByGroup, BySource, ByDate}

// Names under which metadata says where a text is from, when it came out and to which others it belongs, in the order in
// which they are looked at.
var (
	addressKeys   = []string{"url", "link", "source_url", "canonical_url", "permalink"}
	documentKeys  = []string{"translation_of", "duplicate_of", "original", "source_document", "parent"}
	storyKeys     = []string{"story", "event", "cluster", "same_story"}
	publisherKeys = []string{"publisher", "outlet", "source", "site", "domain", "newspaper", "agency"}
	dateKeys      = []string{"date", "published", "published_at", "publish_date", "date_published", "pubdate"}
)

// Links are what a document has in common with those it belongs to, for Document. ok is false when by asks for a
// publisher or a day that the document does not name.
func Links(doc annotate.Document, by By) (links []string, ok bool) {
	links = append(links, "document "+doc.ID)
	if words := near.Words(doc.Title); len(words) >= near.Run {
		links = append(links, "title "+strings.Join(words, " "))
	}
	for _, key := range addressKeys {
		links = add(links, "address", address(meta(doc, key)))
	}
	if isAddress(doc.Source.Name) {
		links = add(links, "address", address(doc.Source.Name))
	}
	for _, key := range documentKeys {
		value := meta(doc, key)
		links = add(links, "document", value)
		if isAddress(value) {
			links = add(links, "address", address(value))
		}
	}
	for _, key := range storyKeys {
		links = add(links, key, meta(doc, key))
	}
	switch by {
	case BySource:
		p := publisher(doc)
		return add(links, "publisher", p), p != ""
	case ByDate:
		d := day(doc)
		return add(links, "day", d), d != ""
	}
	return links, true
}

func add(links []string, kind, value string) []string {
	if value == "" {
		return links
	}
	return append(links, kind+" "+value)
}

func meta(doc annotate.Document, key string) string { return strings.TrimSpace(doc.Meta[key]) }

func isAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// address is a URL without what does not tell two pages apart.
func address(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return s
	}
	out := host(u) + strings.TrimSuffix(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		out += "?" + u.RawQuery
	}
	return out
}

func host(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Host), "www.") }

// publisher is who brought a document out, else the host of its address.
func publisher(doc annotate.Document) string {
	for _, key := range publisherKeys {
		if v := meta(doc, key); v != "" && !isAddress(v) {
			return near.Fold(v)
		}
	}
	for _, key := range append(append([]string{}, addressKeys...), publisherKeys...) {
		if u, err := url.Parse(meta(doc, key)); err == nil && u.Host != "" {
			return host(u)
		}
	}
	if u, err := url.Parse(doc.Source.Name); err == nil && isAddress(doc.Source.Name) {
		return host(u)
	}
	return ""
}

var dateLayouts = []string{time.DateOnly, "2006/01/02", "20060102", "02.01.2006", "2 January 2006", "January 2, 2006", "2 Jan 2006", "Jan 2, 2006",
	time.RFC1123, time.RFC1123Z}

// day is the day on which a document came out, as YYYY-MM-DD where it is written.
func day(doc annotate.Document) string {
	for _, key := range dateKeys {
		v := meta(doc, key)
		for _, s := range []string{v, v[:min(10, len(v))]} {
			for _, layout := range dateLayouts {
				if t, err := time.Parse(layout, s); err == nil {
					return t.Format(time.DateOnly)
				}
			}
		}
	}
	return ""
}
