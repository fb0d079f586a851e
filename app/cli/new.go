package cli

import (
	"context"
	"flag"
	"fmt"
	"os"

	"rubricator/annotate"
	"rubricator/app/project"
)

func newCommand() command {
	return command{
		name: "new", operands: "PROJECT", least: 1, most: 1,
		summary: "make an empty project file",
		details: `
Makes an empty project; PROJECT is a file that does not exist yet, by custom NAME.rubric.

The schema says which labels there are: news (PER, ORG, LOC, DATE, EVENT, NORP), conll, ontonotes,
or a FILE as "export --format schema" writes it. An import adds labels that the schema lacks.`,
		prepare: func(flags *flag.FlagSet) runner {
			schema := flags.String("schema", "news", "`SCHEMA` news, conll, ontonotes or a JSON file")
			return func(_ context.Context, operands []string, out *output) error {
				s, err := readSchema(*schema)
				if err != nil {
					return err
				}
				if err := project.Create(operands[0], s); err != nil {
					return err
				}
				out.result("%s: new project with %s (schema %s)", operands[0], count(len(s.Labels), "label"), s.Name)
				return nil
			}
		},
	}
}

var schemas = map[string]func() annotate.Schema{"news": annotate.News, "conll": annotate.CoNLL, "ontonotes": annotate.OntoNotes}

func readSchema(name string) (annotate.Schema, error) {
	if builtin, ok := schemas[name]; ok {
		return builtin(), nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return annotate.Schema{}, fmt.Errorf("schema %q is none of news, conll and ontonotes, and no file that can be read: %w", name, err)
	}
	s, err := annotate.ReadSchema(data)
	if err != nil {
		return annotate.Schema{}, fmt.Errorf("schema file %q: %w; write one with: rubricator export PROJECT --format schema --out FILE", name, err)
	}
	return s, nil
}
