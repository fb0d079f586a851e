package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkWrite is a whole export to disk beside a plain write of the same bytes, both made durable.
func BenchmarkWrite(b *testing.B) {
	r := record(b, "a", strings.Repeat("The council of Oslo met “again” on Tuesday, said Mira Okonkwo.\n", 200), [2]string{"PLACE", "Oslo"}, [2]string{"PERSON", "Mira Okonkwo"})
	list := make([]Record, 2000)
	for i := range list {
		list[i] = r
	}
	dir := b.TempDir()
	for _, format := range []string{"rubricator", "spacy", "hf", "conll"} {
		out := filepath.Join(dir, format)
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				size := int64(0)
				for _, f := range export(b, options(format, out), list...).Files {
					size += f.Bytes
				}
				b.SetBytes(size)
			}
		})
	}
	data, err := os.ReadFile(filepath.Join(dir, "rubricator"))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("raw", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			f, err := os.Create(filepath.Join(dir, "raw"))
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.Write(data); err != nil || f.Sync() != nil || f.Close() != nil {
				b.Fatal(err)
			}
		}
	})
}
