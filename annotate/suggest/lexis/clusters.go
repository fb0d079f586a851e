package lexis

import (
	_ "embed" // for the data
	"fmt"
	"sync"
)

// Fine, Middle and Coarse are how many clusters there are at each level.
const (
	Fine   = 1024
	Middle = 200
	Coarse = 48
)

//go:embed data/clusters.gz
var clusterFile []byte

type clusterData struct {
	words   table
	parents [Fine + 1][3]uint16
}

// Clusters are the clusters of the English word with this hash: fine (1 to 1,024), middle (1 to 200) and coarse
// (1 to 48), each within the next. All are 0 for a word that is in none.
func Clusters(h uint64) [3]uint16 {
	c := loadClusters()
	return c.parents[c.words.get(h)]
}

var loadClusters = sync.OnceValue(func() *clusterData {
	c, err := readClusters(clusterFile)
	if err != nil {
		panic(fmt.Sprintf("the embedded clusters of words cannot be read: %v", err))
	}
	return c
})

func readClusters(file []byte) (*clusterData, error) {
	r := openReader(file)
	c := &clusterData{words: r.table()}
	var coarse [Middle + 1]uint16
	for i := 1; i <= Fine; i++ {
		c.parents[i] = [3]uint16{uint16(i), uint16(r.number(Middle))}
	}
	for i := 1; i <= Middle; i++ {
		coarse[i] = uint16(r.number(Coarse))
	}
	for i := 1; i <= Fine; i++ {
		c.parents[i][2] = coarse[c.parents[i][1]]
	}
	for _, value := range c.words.values {
		if value > Fine {
			return nil, fmt.Errorf("there is no cluster %d", value)
		}
	}
	return c, r.close()
}
