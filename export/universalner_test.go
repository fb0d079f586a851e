package export

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestUniversalNERGolden(t *testing.T) {
	files, rep := trainingOf(t, "universalner", nasty(t)...)
	golden(t, "universalner/data.json", files["data.jsonl"])
	if rep.Records != 6 || rep.Cut != 0 || rep.Spans != 18 {
		t.Errorf("report %+v", rep)
	}
}

// The turns alternate, the words are those of the template, and answers are lists of strings of the text.
func TestUniversalNERFollowsTheTemplate(t *testing.T) {
	files, _ := trainingOf(t, "universalner", nasty(t)...)
	var records []struct {
		ID            string
		Conversations []struct{ From, Value string }
	}
	if err := json.Unmarshal([]byte(files["data.jsonl"]), &records); err != nil || len(records) != 6 {
		t.Fatal(err, len(records))
	}
	answered := 0
	for _, r := range records {
		if len(r.Conversations) != 10 || !strings.HasPrefix(r.Conversations[0].Value, "Text: ") || r.Conversations[1].Value != "I've read this text." {
			t.Errorf("%s: %+v", r.ID, r.Conversations)
		}
		for i, c := range r.Conversations {
			if c.From != []string{"human", "gpt"}[i%2] {
				t.Errorf("%s: turn %d is from %s", r.ID, i, c.From)
			}
			if i < 2 || i%2 == 0 {
				continue
			}
			if q := r.Conversations[i-1].Value; !strings.HasPrefix(q, "What describes ") || !strings.HasSuffix(q, " in the text?") {
				t.Errorf("question %q", q)
			}
			var list []string
			if err := json.Unmarshal([]byte(c.Value), &list); err != nil || list == nil {
				t.Errorf("answer %q: %v", c.Value, err)
			}
			for _, s := range list {
				answered++
				if !strings.Contains(r.Conversations[0].Value, s) {
					t.Errorf("%q is not in the text of %s", s, r.ID)
				}
			}
		}
	}
	if answered != 18 {
		t.Errorf("%d strings", answered)
	}
}

// A string with the label here and not there is named once; one inside a longer word does not count.
func TestUniversalNERReportsWhatStringsCannotSay(t *testing.T) {
	r := record(t, "a", "Oslo, Oslo and Oslofjord. Rome. Rome.", [2]string{"PLACE", "Oslo"}, [2]string{"PLACE", "Rome"}, [2]string{"ORG", "Rome"})
	all := r.Work.Annotations.All()
	again := all[1]
	again.ID, again.Label = "s5", "PLACE"
	again.Span = annotate.Span{Start: 32, End: 36}
	org := again
	org.ID, org.Label = "s6", "ORG"
	r.Work.Annotations = annotate.NewSet(all[0], placeOf(all, "PLACE", "Rome"), placeOf(all, "ORG", "Rome"), again, org)
	files, rep := trainingOf(t, "universalner", r)
	if len(rep.Changed) != 1 || rep.Changed[0].Span != "s1" || !strings.Contains(rep.Changed[0].Reason, "at 1 place and not at 1 other") || rep.Spans != 5 {
		t.Errorf("report %+v", rep)
	}
	if !strings.Contains(files["data.jsonl"], `"[\"Oslo\",\"Rome\"]"`) || !strings.Contains(files[alignmentFile], "\tambiguous\t") {
		t.Errorf("%s\n%s", files["data.jsonl"], files[alignmentFile])
	}
}

// A label inside a word is no place at which the string is looked for, where it stands as a word elsewhere.
func TestUniversalNERReportsPlacesInsideWords(t *testing.T) {
	r := record(t, "a", "Oslofjord, Oslohavn. Romefjord, Rome.", [2]string{"PLACE", "Oslo"}, [2]string{"PLACE", "Rome"})
	_, rep := trainingOf(t, "universalner", r)
	var got []string
	for _, l := range rep.Changed {
		got = append(got, l.Reason)
	}
	want := []string{`the files say PLACE of every "Oslo": it is so at 1 place and not at 1 other`, `"Rome" is only a part of a word there: it is not found by its string`,
		`the files say PLACE of every "Rome": it is so at 0 places and not at 1 other`}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// placeOf is the first annotation with a label and a quote.
func placeOf(list []annotate.Annotation, label, quote string) annotate.Annotation {
	for _, a := range list {
		if a.Label == label && a.Quote == quote {
			return a
		}
	}
	return annotate.Annotation{}
}

func TestUniversalNERAsksInWordsOfPeople(t *testing.T) {
	o := options("universalner", "")
	o.Schema.Labels[0].Title = "Person or group"
	r := record(t, "a", "Oslo", [2]string{"WORK_OF_ART", "Oslo"})
	line, err := Preview(o, r)
	for _, want := range []string{"What describes person or group in the text?", "What describes work of art in the text?"} {
		if err != nil || !strings.Contains(line, want) {
			t.Errorf("%q is not in %s, %v", want, line, err)
		}
	}
	long := record(t, "a", strings.Repeat("word ", universalLong+1))
	if _, rep := trainingOf(t, "universalner", long); !strings.Contains(strings.Join(rep.Notes, "\n"), "1 record has more than 1000 words") {
		t.Errorf("notes %q", rep.Notes)
	}
}

func TestUniversalNERCheckSeesEveryChange(t *testing.T) {
	o := opened(t, "universalner")
	u := o.unit(mira(t))
	line, err := o.write(nil, u)
	if err != nil {
		t.Fatal(err)
	}
	list := o.writer.(universalNER).asked(u)
	changes(t, line, func(line []byte) error { return checkUniversalNER(line, u.lesson, list) }, [2]string{"🚒", "🚑"}, [2]string{`\"3 May\"`, `\"May 3\"`},
		[2]string{`,\"North Bay\"`, ""}, [2]string{`\"North Bay\"]`, `\"North Bay\",\"Mira\"]`}, [2]string{"describes date in", "describes data in"}, [2]string{"I've read", "I have read"}, [2]string{`"[\"3 May\"]"`, `"3 May"`})
}
