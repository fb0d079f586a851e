package cli

import (
	"flag"

	"rubricator/app/project"
	"rubricator/export/splits"
)

// splitFlags are those that say how an export is split; all but the first ask for it.
var splitFlags = []string{"seed", "split-by", "stratify", "pin", "pins"}

// readSplits defines them and gives what reads them.
func readSplits(flags *flag.FlagSet) func(*project.ExportOptions) error {
	shares := flags.String("split", "", "`80,10,10` a folder with files to train on, to choose by and to test on, in percent of the groups of documents that belong together")
	var o project.SplitOptions
	flags.Int64Var(&o.Seed, "seed", 0, "`N` with --split, another N gives other splits")
	by := choose(flags, "split-by", "`WHAT` with --split, what never stands in two splits: groups of like texts, headlines and addresses, these and a publisher, or these and a day", byNames()...)
	flags.BoolVar(&o.Stratify, "stratify", false, "with --split, give each label in each language its share: for a first export of few documents")
	flags.BoolVar(&o.Pin, "pin", false, "with --split, keep what is in test there in later exports, whatever their seed and shares")
	flags.StringVar(&o.Pins, "pins", "", "`PATH` with --split, the export or splits.tsv whose pinned splits stay (default: what stands at --out)")
	return func(e *project.ExportOptions) (err error) {
		if *shares == "" {
			flags.Visit(func(f *flag.Flag) {
				for _, name := range splitFlags {
					if f.Name == name {
						err = misused("--%s needs --split", name)
					}
				}
			})
			return err
		}
		if o.Shares, err = splits.ParseShares(*shares); err != nil {
			return misused("--split: %w", err)
		}
		o.By = splits.By(*by)
		e.Split = &o
		return nil
	}
}

func byNames() (names []string) {
	for _, b := range splits.Bys {
		names = append(names, string(b))
	}
	return names
}
