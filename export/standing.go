package export

import (
	"cmp"
	"os"
)

// Standing reports whether something stands at Out that Write would replace. An error says why Write would refuse the
// destination; nothing is written to find out.
func (o Options) Standing() (bool, error) {
	f, err := o.chosen()
	if err != nil {
		return false, err
	}
	out, err := destination(o.Out)
	if err != nil {
		return false, err
	}
	if f.Folder || o.Split || o.Plan != nil {
		entries, _ := os.ReadDir(out) // what cannot be read is told by replaceable
		return len(entries) > 0, replaceable(out)
	}
	info, err := os.Stat(out)
	if err != nil {
		return false, nil
	}
	return true, plain(out, info)
}

// FileName is what an export of a data set is usually called.
func (o Options) FileName(name string) string {
	f, err := Lookup(o.Format)
	if err != nil || f.Folder || o.Split || o.Plan != nil {
		return name + "-" + o.Format
	}
	return name + "-" + o.Format + cmp.Or(f.Ending, ".jsonl")
}
