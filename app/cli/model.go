package cli

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"rubricator/annotate/suggest"
	"rubricator/app/project"
)

func modelCommand() command {
	return command{
		name: "model", operands: "PROJECT", least: 1, most: 1,
		summary: "suggest with a model of your own",
		details: `
Shows which model of your own the project asks for suggestions, and how long it takes; with --onnx brings another one,
with --none goes on without. A model is a folder from Hugging Face with a network that labels words: config.json,
tokenizer.json and one .onnx file. It runs on this machine alone, in the background. The project keeps the folder's
place, the SHA-256 of its files and the labels; a model that is gone or has changed is left out with a warning.`,
		prepare: func(flags *flag.FlagSet) runner {
			folder := flags.String("onnx", "", "`DIR` the model's folder")
			none := flags.Bool("none", false, "use no model")
			labels := flags.String("labels", "", "`MODEL=PROJECT,...` labels for the model's; nothing after = for none (default: by name)")
			return func(ctx context.Context, operands []string, out *output) error {
				pairs, err := labelPairs(*labels)
				if err != nil {
					return err
				}
				if *none && (*folder != "" || *labels != "") {
					return misused("--none stands alone: leave out --onnx and --labels, or --none")
				}
				use := func(p *project.Project) error { return modelOf(ctx, p, *folder, *none, pairs, out) }
				if *folder == "" && !*none && pairs == nil {
					return reading(operands[0], use)
				}
				return changing(operands[0], use)
			}
		},
	}
}

// labelPairs reads "A=B,C=": a label of the model and the project's for it.
func labelPairs(s string) (map[string]string, error) {
	if s == "" {
		return nil, nil
	}
	pairs := map[string]string{}
	for pair := range strings.SplitSeq(s, ",") {
		from, to, ok := strings.Cut(pair, "=")
		if !ok || from == "" {
			return nil, misused("--labels %q: %q is no pair; write the model's label, = and the project's, such as PERSON=PER", s, pair)
		}
		pairs[from] = to
	}
	return pairs, nil
}

func modelOf(ctx context.Context, p *project.Project, folder string, none bool, labels map[string]string, out *output) error {
	var took project.ModelTime
	var err error
	switch {
	case none:
		if err := p.ForgetModel(); err != nil {
			return err
		}
	case folder != "":
		took, err = p.SetModel(ctx, folder, labels)
	case labels != nil:
		err = p.LabelModel(labels)
	}
	if err != nil {
		return err
	}
	out.result("starter   %s", suggest.StarterPlace())
	m, ok := p.Model()
	if !ok {
		out.result("no model of your own; bring one with: rubricator model PROJECT --onnx DIR")
		return nil
	}
	left := ""
	if m.Out {
		left = ", left out: the settings in the window take it in again"
	}
	out.result("model     %s in %s%s", m.Title(), m.Folder, left)
	out.result("sha256    %s", m.SHA256)
	out.result("labels    %s", labelWords(m.Labels))
	if folder == "" {
		if took, err = p.ModelTime(ctx); err != nil {
			return err
		}
	}
	out.result("time      200 words in %s, about %s an article", seconds(took.Sample), seconds(took.Article))
	return nil
}

// labelWords is a map of labels as --labels takes it.
func labelWords(labels map[string]string) string {
	var pairs []string
	for _, from := range slices.Sorted(maps.Keys(labels)) {
		pairs = append(pairs, from+"="+labels[from])
	}
	return strings.Join(pairs, ",")
}

func seconds(d time.Duration) string {
	if d >= 10*time.Second {
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%.2g s", d.Seconds())
}
