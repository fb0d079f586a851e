package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"rubricator/annotate/suggest/lexis"
)

const (
	clustered  = 120_000 // words, the most frequent first, that make the clusters; the others join the nearest
	dimensions = 100
)

// writeClusters groups the words by their vectors, then the centroids of the groups, then the centroids of these. Each of the first groups is
// parted once more.
func writeClusters(from, folder string) error {
	words, err := readVectors(from, math.MaxInt)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	_, centroids := kmeans(words.vectors[:min(clustered, len(words.vectors))], lexis.Fine, 8)
	fine := make([]int, len(words.vectors))
	assign(words.vectors, centroids, fine)
	finest := parted(words.vectors, fine)
	middle, centroids := kmeans(centroids, lexis.Middle, 30)
	coarse, _ := kmeans(centroids, lexis.Coarse, 30)

	values := map[uint64]uint16{}
	for i, h := range words.hashes {
		values[h] = uint16(finest[i] + 1)
	}
	var out numbers
	out.table(values)
	for _, m := range middle {
		out.add(uint64(m + 1))
	}
	for _, c := range coarse {
		out.add(uint64(c + 1))
	}
	return out.save(filepath.Join(folder, "clusters.gz"))
}

// parted are the groups that each of the fine ones falls into, numbered after those of the ones before. The most frequent words make them.
func parted(vectors [][]float32, fine []int) []int {
	const parts = lexis.Finest / lexis.Fine
	members, leading := make([][][]float32, lexis.Fine), make([]int, lexis.Fine)
	for i, v := range vectors {
		members[fine[i]] = append(members[fine[i]], v)
		if i < clustered {
			leading[fine[i]]++
		}
	}
	centroids := make([][][]float32, lexis.Fine)
	for g, list := range members {
		if n := leading[g]; n > 0 {
			_, centroids[g] = kmeans(list[:n], min(parts, n), 8)
		}
	}
	finest := make([]int, len(vectors))
	for i, v := range vectors {
		finest[i] = fine[i] * parts
		if c := centroids[fine[i]]; c != nil {
			finest[i] += nearest(v, c)
		}
	}
	return finest
}

type wordVectors struct {
	hashes  []uint64
	vectors [][]float32
}

// readVectors reads so many of the most frequent words, each hash once. In the file the words stand in the order of their frequency
// and every vector is followed by its length and the number of its word.
func readVectors(path string, most int) (*wordVectors, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := json.NewDecoder(f)
	if err := enter(in, "vectors"); err != nil {
		return nil, err
	}
	w, seen := &wordVectors{}, map[uint64]bool{lexis.Hash(""): true}
	for n := 0; in.More() && len(w.hashes) < most; n++ {
		word, err := in.Token()
		if err != nil {
			return nil, err
		}
		var v []float32
		if err := in.Decode(&v); err != nil {
			return nil, err
		}
		if len(v) != dimensions+2 || int(v[dimensions+1]) != n {
			return nil, fmt.Errorf("%q has %d numbers or is not word %d", word, len(v), n)
		}
		if h := lexis.Hash(word.(string)); !seen[h] {
			seen[h] = true
			w.hashes, w.vectors = append(w.hashes, h), append(w.vectors, v[:dimensions:dimensions])
			normalise(v[:dimensions])
		}
	}
	return w, nil
}

// enter skips to the inside of the object of this name at the top level.
func enter(in *json.Decoder, name string) error {
	if _, err := in.Token(); err != nil {
		return err
	}
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return err
		}
		if key == name {
			_, err := in.Token()
			return err
		}
		var skipped json.RawMessage
		if err := in.Decode(&skipped); err != nil {
			return err
		}
	}
	return fmt.Errorf("there is no %q", name)
}
