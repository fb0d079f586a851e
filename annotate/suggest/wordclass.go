package suggest

import "rubricator/annotate/suggest/lexis"

// The levels of clusters.
const (
	finest = iota
	fine
	middle
	coarse
	levels
)

// clustersOf are the clusters of a word by its hash, from the finest to the coarse, apart from each other; 0 for none.
func clustersOf(h uint64) (class [levels]uint64) {
	for i, n := range lexis.Clusters(h) {
		if n != 0 {
			class[i] = uint64(n) + uint64(i)*10000
		}
	}
	return class
}
