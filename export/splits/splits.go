// Package splits decides which documents a model learns from and which it is measured on, so that nothing it is measured
// on is in what it learnt.
//
//	Make   groups documents that tell the same, and gives every group a split
//	Of     the split of a group: a hash of its key, and of nothing else
//	Links  by what documents belong together
//	Read   the splits of an earlier export; Plan.Rows writes them
//
// Documents come in order of import, and what is decided about one hangs on those before it alone: new documents never
// move old ones, whether or not anything was kept of the last export (docs/adr/0025).
package splits

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// The splits. A document that fits into none is excluded.
const (
	Train      = "train"
	Validation = "validation"
	Test       = "test"
	Excluded   = "excluded"
)

// Names are the splits in the order of every list.
var Names = []string{Train, Validation, Test}

// Shares are how many of a hundred groups go to each of Names.
type Shares [3]int

// ParseShares reads "80,10,10": whole percents that sum up to 100, of train, validation and test.
func ParseShares(s string) (Shares, error) {
	var shares Shares
	parts := strings.Split(s, ",")
	if len(parts) != len(shares) {
		return shares, fmt.Errorf("%q are not three shares: write the percents of train, validation and test, such as 80,10,10", s)
	}
	sum := 0
	for i, p := range parts {
		n, err := strconv.Atoi(strings.TrimSpace(p))
		if err != nil || n < 0 || n > 100 {
			return shares, fmt.Errorf("share %q of %s: write a whole percent from 0 to 100", p, Names[i])
		}
		shares[i] = n
		sum += n
	}
	if sum != 100 {
		return shares, fmt.Errorf("the shares %s sum up to %d, not to 100", s, sum)
	}
	return shares, nil
}

// Options say how to split.
type Options struct {
	Shares   Shares
	Seed     int64
	By       By   // what else keeps documents together; "" is ByGroup
	Stratify bool // each label in each language gets its share too; for small sets, as it hangs on all documents
	Pin      bool // the test split is pinned: later exports keep it, whatever their seed and shares
}

// method names for people and the manifest how groups got their splits.
func (o Options) Method() string {
	if o.Stratify {
		return "stratified-v1"
	}
	return "hash-v1"
}

// Of is the split of a group: its key and the seed, hashed, as a number from 0 to 1 that falls into one of the shares.
func Of(seed int64, key string, shares Shares) string {
	x := float64(hashOf(seed, key)>>11) / (1 << 53)
	switch {
	case x < float64(shares[0])/100:
		return Train
	case x < float64(shares[0]+shares[1])/100:
		return Validation
	}
	return Test
}

// hashOf is the first eight bytes of SHA-256 over a fixed name, the seed and the key, with U+001F between.
func hashOf(seed int64, key string) uint64 {
	sum := sha256.Sum256([]byte("nerwb-split-v1\x1f" + strconv.FormatInt(seed, 10) + "\x1f" + key))
	return binary.BigEndian.Uint64(sum[:])
}
