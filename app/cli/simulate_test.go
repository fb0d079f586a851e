package cli

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// stream is a gold file of so many articles that name the same two.
func stream(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"a%d","lang":"en","text":"Then Zorblax Quint of Wibblecorp spoke for the %dth time.","spans":[{"start":5,"end":18,"label":"PERSON"},{"start":22,"end":32,"label":"ORGANIZATION"},{"start":5,"end":12,"label":"MISC"}]}`+"\n", i, i)
	}
	return b.String()
}

// simulated runs simulate --json and reads what it writes, without the speed, which is never the same.
func simulated(t *testing.T, args ...string) (lines []simulateLine, summary map[string]any, raw string) {
	t.Helper()
	raw = regexp.MustCompile(`"tokens_per_second":[0-9.e+]+`).ReplaceAllString(must(t, append([]string{"simulate", "--json"}, args...)...), `"tokens_per_second":0`)
	for line := range strings.Lines(raw) {
		var last struct{ Summary map[string]any }
		if strings.HasPrefix(line, `{"summary":`) {
			if err := json.Unmarshal([]byte(line), &last); err != nil {
				t.Fatal(err)
			}
			summary = last.Summary
			continue
		}
		var a simulateLine
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, a)
	}
	return lines, summary, raw
}

func TestSimulateWritesTheContract(t *testing.T) {
	inFolder(t, "gold.jsonl", stream(60), "six.jsonl", stream(6))
	lines, summary, raw := simulated(t, "gold.jsonl")
	if len(lines) != 60 || lines[0].ID != "a0" || lines[0].Gold != 2 || lines[0].ActionsFromScratch != 2 || lines[59].Actions != 0 || lines[59].Correct != 2 {
		t.Errorf("%d lines, first %+v", len(lines), lines[0])
	}
	if !strings.HasPrefix(raw, `{"id":"a0","gold":2,"suggested":`) {
		t.Errorf("the first line is %.80s", raw)
	}
	for _, key := range []string{"articles", "f1", "f1_1_10", "f1_11_50", "f1_51_", "actions", "actions_from_scratch", "tokens_per_second", "ece"} {
		if _, ok := summary[key].(float64); !ok {
			t.Errorf("summary.%s is %v", key, summary[key])
		}
	}
	if summary["f1_51_"] != 100.0 || summary["actions_from_scratch"] != 120.0 || fmt.Sprint(summary["labels"]) != "map[ORGANIZATION:ORG PERSON:PER]" {
		t.Errorf("summary %v", summary)
	}
	_, summary, _ = simulated(t, "six.jsonl")
	for _, key := range []string{"f1_11_50", "f1_51_", "ece"} {
		if v, there := summary[key]; !there || v != nil {
			t.Errorf("six articles: summary.%s is %v", key, v)
		}
	}
}

// Two articles name a person three times whom nothing but an answer can tell: in order he is labelled once. No other figure differs.
func TestSimulateInOrder(t *testing.T) {
	var gold strings.Builder
	for i, name := range []string{"zorblax", "wibble"} {
		n := len(name)
		fmt.Fprintf(&gold, `{"id":"a%d","lang":"en","text":"%s ate.\n%s ran.\n%s sat.","spans":[{"start":0,"end":%d,"label":"PERSON"},{"start":%d,"end":%d,"label":"PERSON"},{"start":%d,"end":%d,"label":"PERSON"}]}`+"\n",
			i, name, name, name, n, n+6, 2*n+6, 2*n+12, 3*n+12)
	}
	inFolder(t, "gold.jsonl", gold.String())
	_, _, plain := simulated(t, "gold.jsonl", "--cold")
	lines, summary, raw := simulated(t, "gold.jsonl", "--cold", "--in-order")
	sum := 0
	for _, a := range lines {
		if a.ActionsInOrder == nil || *a.ActionsInOrder != 1 || a.Actions != 3 {
			t.Errorf("%+v in %s", a, raw)
			continue
		}
		sum += *a.ActionsInOrder
	}
	if summary["actions_in_order"] != float64(sum) || len(lines) != 2 {
		t.Errorf("%d lines, summary %v", len(lines), summary)
	}
	if strings.Contains(plain, "in_order") || regexp.MustCompile(`,"actions_in_order":[0-9]+`).ReplaceAllString(raw, "") != plain {
		t.Errorf("plain\n%s\nin order\n%s", plain, raw)
	}
	text := must(t, "simulate", "gold.jsonl", "--in-order")
	if again := must(t, "simulate", "gold.jsonl"); !strings.Contains(text, "in order") || strings.Contains(again, "in order") {
		t.Errorf("in order\n%s\nplain\n%s", text, again)
	}
}

func TestSimulateIsTheSameForTheSameSeed(t *testing.T) {
	inFolder(t, "gold.jsonl", stream(12))
	_, _, first := simulated(t, "gold.jsonl", "--order", "7")
	_, _, again := simulated(t, "gold.jsonl", "--order=7")
	_, _, other := simulated(t, "gold.jsonl", "--order", "-8")
	_, _, file := simulated(t, "gold.jsonl")
	if first != again || first == other || first == file {
		t.Error("seeds 7, 7, -8 and none do not give the same, another and a third order")
	}
}

func TestSimulateFrozen(t *testing.T) {
	inFolder(t, "gold.jsonl", stream(5))
	lines, _, _ := simulated(t, "gold.jsonl", "--frozen")
	for _, a := range lines {
		if a.Correct != lines[0].Correct || a.Suggested != lines[0].Suggested {
			t.Errorf("%+v after %+v: it has learnt", a, lines[0])
		}
	}
}

func TestSimulateCold(t *testing.T) {
	inFolder(t, "gold.jsonl", `{"lang":"en","text":"It rained in Paris on 3 May 2024.","spans":[{"start":13,"end":18,"label":"LOC"}]}`)
	warm, _, _ := simulated(t, "gold.jsonl")
	cold, _, _ := simulated(t, "gold.jsonl", "--cold")
	if warm[0].Correct != 1 || cold[0].Suggested != 0 {
		t.Errorf("warm %+v, cold %+v", warm[0], cold[0])
	}
}

func TestSimulateLabels(t *testing.T) {
	inFolder(t, "gold.jsonl", stream(3), "more.jsonl", stream(2))
	lines, summary, _ := simulated(t, "gold.jsonl", "--labels", "MISC=PER", "more.jsonl")
	if len(lines) != 5 || lines[3].ID != "a0-2" || lines[0].Gold != 1 || fmt.Sprint(summary["labels"]) != "map[MISC:PER]" {
		t.Errorf("%+v, %v", lines, summary)
	}
}

func TestSimulateNamesLabelsThatTheGoldLacks(t *testing.T) {
	inFolder(t, "gold.jsonl", stream(2))
	got := run("simulate", "gold.jsonl", "--labels", "PERSON=PER,PRESON=PER")
	if got.status != exitDone || !strings.Contains(got.stderr, `"PRESON"`) || strings.Contains(got.stderr, `"PERSON"`) {
		t.Errorf("status %d, stderr %q", got.status, got.stderr)
	}
}

func TestSimulateForPeople(t *testing.T) {
	inFolder(t, "gold.jsonl", stream(25))
	got := must(t, "simulate", "gold.jsonl")
	for _, words := range []string{"a24", "PER", "ORG", "F1", "from scratch", "calibration error", "tokens a second", "ORGANIZATION=ORG, PERSON=PER"} {
		if !strings.Contains(got, words) {
			t.Errorf("%q is not in\n%s", words, got)
		}
	}
}

func TestSimulateThatCannotBe(t *testing.T) {
	inFolder(t, "gold.jsonl", stream(2), "bad.jsonl", stream(1)+"{\"text\":\"cut", "empty.jsonl", "", "odd.jsonl", `{"text":"A b.","spans":[{"start":0,"end":1,"label":"THING"}]}`)
	for _, c := range []struct {
		status      int
		line, words string
	}{
		{exitUsage, "simulate", "GOLD.jsonl"},
		{exitUsage, "simulate gold.jsonl --labels PERSON", "GOLD=OURS"},
		{exitUsage, "simulate gold.jsonl --labels PERSON=", "GOLD=OURS"},
		{exitUsage, "simulate gold.jsonl --labels A=B,A=C", "both"},
		{exitUsage, "simulate gold.jsonl --order one", "whole number"},
		{exitUsage, "simulate gold.jsonl --order", "--order needs a value"},
		{exitFailed, "simulate bad.jsonl", "bad.jsonl: line 2"},
		{exitFailed, "simulate gold.jsonl bad.jsonl --json", "bad.jsonl: line 2"},
		{exitFailed, "simulate empty.jsonl", "empty.jsonl: no article"},
		{exitFailed, "simulate nowhere.jsonl", "nowhere.jsonl"},
		{exitFailed, "simulate odd.jsonl", "--labels PERSON=PER"},
	} {
		refuses(t, c.status, strings.Fields(c.line), c.words)
	}
}
