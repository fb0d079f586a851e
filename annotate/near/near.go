// Package near finds texts that are nearly the same: wire copies, later versions, articles taken over with small changes.
//
//	Signatures  what is compared of each text, on all cores
//	Before      for each text the earlier ones that are near it
//
// Two texts are near when they share at least four fifths of their runs of five words (Jaccard similarity), which is
// estimated by MinHash (Broder, On the resemblance and containment of documents, 1997): 128 fixed random orders of all
// runs, and of each order the first run that the text has. The share of orders in which two texts have the same first
// run estimates their similarity with a standard error of 0.035 at 0.8.
package near

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// least is how many slots of two near texts agree: four fifths of them.
const least = (Permutations*4 + 4) / 5

// Near reports whether the texts of two signatures are nearly the same.
func (s *Signature) Near(o *Signature) bool {
	return s.Similarity(o) >= float64(least)/Permutations
}

// Similarity estimates which share of all runs of five words in two texts is in both, from 0 to 1.
func (s *Signature) Similarity(o *Signature) float64 {
	same := 0
	for i, v := range s {
		if v == o[i] {
			same++
		}
	}
	return float64(same) / Permutations
}

// bands cuts a signature into more stretches than two near ones have slots that differ, so that at least one stretch of
// theirs is the same: no near pair is missed. It names where each ends.
var bands = func() (ends [Permutations - least + 1]int) {
	for i := range ends {
		ends[i] = (i + 1) * Permutations / len(ends)
	}
	return ends
}()

func bandStart(band int) int {
	if band == 0 {
		return 0
	}
	return bands[band-1]
}

// meet reports whether two signatures are near and this band is the first that they share, so that each pair is found
// once.
func meet(a, b *Signature, band int) bool {
	differ, from := 0, 0
	for k, to := range bands {
		before := differ
		for i := from; i < to; i++ {
			if a[i] != b[i] {
				differ++
			}
		}
		if differ > Permutations-least || (differ == before) != (k == band) && k <= band {
			return false
		}
		from = to
	}
	return true
}

// pair is a text and an earlier one near it.
type pair struct{ at, before int32 }

// Before lists for each signature those before it that are near it, ascending. Of signatures that are the same, which
// are those of copies, all but the first are listed with the first alone. It works on all cores; progress, if set, is
// called on this goroutine with how much of total is done. It ends early with the error of ctx.
func Before(ctx context.Context, list []Signature, progress func(done, total int)) ([][]int32, error) {
	near := make([][]int32, len(list))
	first := firsts(list, near)
	found := make(chan []pair)
	var next atomic.Int32
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(bands)) {
		workers.Go(func() {
			for band := int(next.Add(1)) - 1; band < len(bands); band = int(next.Add(1)) - 1 {
				found <- search(ctx, list, first, band)
			}
		})
	}
	for done := range bands {
		for _, p := range <-found {
			near[p.at] = append(near[p.at], p.before)
		}
		if progress != nil {
			progress(done+1, len(bands))
		}
	}
	workers.Wait()
	for _, n := range near {
		slices.Sort(n)
	}
	return near, ctx.Err()
}

var signatureSeed = maphash.MakeSeed()

// firsts are the signatures that no earlier one equals; for each other it notes the first of its like in near.
func firsts(list []Signature, near [][]int32) (first []int32) {
	seen := make(map[uint64]int32, len(list))
	for i := range list {
		h := maphash.Comparable(signatureSeed, list[i])
		at, there := seen[h]
		switch {
		case !there:
			seen[h] = int32(i)
			first = append(first, int32(i))
		case list[at] == list[i]:
			near[i] = []int32{at}
		default: // two signatures with one hash: both are compared with all
			first = append(first, int32(i))
		}
	}
	return first
}

// search finds the near pairs that share a band and no earlier one.
func search(ctx context.Context, list []Signature, first []int32, band int) (pairs []pair) {
	last := make(map[uint64]int32, len(first)) // of the signatures with that band, as a place in first
	older := make([]int32, len(first))         // the one before it with the same band; -1 is none
	var key []byte
	for at, i := range first {
		if at%256 == 0 && ctx.Err() != nil {
			return pairs
		}
		key = key[:0]
		for _, v := range list[i][bandStart(band):bands[band]] {
			key = binary.LittleEndian.AppendUint32(key, v)
		}
		h := maphash.Bytes(signatureSeed, key)
		older[at] = -1
		if o, ok := last[h]; ok {
			older[at] = o
		}
		last[h] = int32(at)
		for o := older[at]; o >= 0; o = older[o] {
			if meet(&list[i], &list[first[o]], band) {
				pairs = append(pairs, pair{i, first[o]})
			}
		}
	}
	return pairs
}
