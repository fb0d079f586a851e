package cli

import (
	"context"
	"flag"
	"maps"
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/lang"
	"rubricator/app/project"
	"rubricator/storage"
)

// statsLine is what stats writes.
type statsLine struct {
	Documents    int                  `json:"documents"`
	CodePoints   int                  `json:"codepoints"`
	Annotations  int                  `json:"annotations"` // of all annotators
	Suggestions  int                  `json:"suggestions"` // stored ones
	Transactions int                  `json:"transactions"`
	Statuses     map[string]int       `json:"statuses"`  // documents by status
	Languages    map[string]int       `json:"languages"` // documents by language
	Annotators   map[string]shareLine `json:"annotators"`
	FileBytes    int64                `json:"file_bytes"`
	FreeBytes    int64                `json:"free_bytes"` // of the file; compact gives them back
}

type shareLine struct {
	Documents   int `json:"documents"` // with a status
	Finished    int `json:"finished"`
	Annotations int `json:"annotations"`
}

func statsCommand() command {
	return command{
		name: "stats", operands: "PROJECT", least: 1, most: 1,
		summary: "count what is in the project",
		details: "Counts documents, annotations, statuses, languages and annotators, and says how large the file is.",
		prepare: func(flags *flag.FlagSet) runner {
			asJSON := flags.Bool("json", false, "write one object instead")
			return func(_ context.Context, operands []string, out *output) error {
				return reading(operands[0], func(p *project.Project) error {
					stats, err := p.Store().Stats()
					if err != nil {
						return err
					}
					if *asJSON {
						return out.json.Encode(statsLineOf(stats))
					}
					writeStats(statsLineOf(stats), stats.Sparse(), out)
					return nil
				})
			}
		},
	}
}

func statsLineOf(s storage.Stats) statsLine {
	l := statsLine{Documents: s.Documents, CodePoints: s.CodePoints, Annotations: s.Annotations, Suggestions: s.Suggestions,
		Transactions: s.Transactions, FileBytes: s.FileBytes, FreeBytes: s.FreeBytes,
		Statuses: map[string]int{}, Languages: map[string]int{}, Annotators: map[string]shareLine{}}
	for _, status := range []annotate.Status{annotate.New, annotate.InProgress, annotate.Finished, annotate.Ignored} {
		l.Statuses[status.Word()] = s.Statuses[status]
	}
	for code, n := range s.Languages {
		if code == "" {
			code = lang.Undetermined
		}
		l.Languages[code] += n
	}
	for name, share := range s.Annotators {
		l.Annotators[name] = shareLine(share)
	}
	return l
}

func writeStats(l statsLine, sparse bool, out *output) {
	out.result("%s, %s", count(l.Documents, "document"), count(l.CodePoints, "code point"))
	out.result("%d new, %d in progress, %d finished, %d ignored", l.Statuses["new"], l.Statuses["in_progress"], l.Statuses["finished"], l.Statuses["ignored"])
	out.result("%s, %s, %s in the journal", count(l.Annotations, "annotation"), count(l.Suggestions, "stored suggestion"), count(l.Transactions, "step"))
	for _, code := range byCount(l.Languages) {
		out.result("language %s (%s): %s", code, lang.Name(code), count(l.Languages[code], "document"))
	}
	for _, name := range slices.Sorted(maps.Keys(l.Annotators)) {
		share := l.Annotators[name]
		out.result("annotator %q: %s begun, %d of them finished, %s", name, count(share.Documents, "document"), share.Finished, count(share.Annotations, "annotation"))
	}
	out.result("%d bytes in the file, %d of them free", l.FileBytes, l.FreeBytes)
	if sparse {
		out.note("much of the file is free: rubricator compact makes it smaller")
	}
}

// byCount are the keys, the largest count first.
func byCount(counts map[string]int) []string {
	keys := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(keys, func(a, b string) int { return counts[b] - counts[a] })
	return keys
}
