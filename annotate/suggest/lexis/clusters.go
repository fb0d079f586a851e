package lexis

import (
	_ "embed" // for the data
	"fmt"
	"sync"
)

// Finest, Fine, Middle and Coarse are how many clusters there are at each level.
const (
	Finest = 4 * Fine
	Fine   = 1024
	Middle = 200
	Coarse = 48
)

//go:embed data/clusters.gz
var clusterFile []byte

type clusterData struct {
	words   table
	parents [Finest + 1][4]uint16
}

// Clusters are the clusters of the English word with this hash: finest (1 to 4,096), fine (1 to 1,024), middle (1 to
// 200) and coarse (1 to 48), each within the next. All are 0 for a word that is in none.
func Clusters(h uint64) [4]uint16 {
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
	var middle [Fine + 1]uint16
	var coarse [Middle + 1]uint16
	for i := 1; i <= Fine; i++ {
		middle[i] = uint16(r.number(Middle))
	}
	for i := 1; i <= Middle; i++ {
		coarse[i] = uint16(r.number(Coarse))
	}
	for i := 1; i <= Finest; i++ {
		fine := (i-1)*Fine/Finest + 1
		c.parents[i] = [4]uint16{uint16(i), uint16(fine), middle[fine], coarse[middle[fine]]}
	}
	for _, value := range c.words.values {
		if value > Finest {
			return nil, fmt.Errorf("there is no cluster %d", value)
		}
	}
	return c, r.close()
}
