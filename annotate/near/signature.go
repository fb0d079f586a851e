package near

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const (
	Permutations = 128 // random orders of all runs, which never change
	Run          = 5   // words of a run
)

// Signature is what is compared of a text: of each order the hash of its first run. It is the same on every machine.
type Signature [Permutations]uint32

// Signatures signs n texts on all cores. text gives the i-th and is called on several goroutines at once; progress, if
// set, on this one. It ends early with the error of text or ctx.
func Signatures(ctx context.Context, n int, text func(i int) (string, error), progress func(done int)) ([]Signature, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	list := make([]Signature, n)
	signed := make(chan struct{}, 64)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			var s signer
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				t, err := text(i)
				if err != nil {
					stop(err)
					return
				}
				list[i] = s.sign(t)
				signed <- struct{}{}
			}
		})
	}
	go func() {
		workers.Wait()
		close(signed)
	}()
	done := 0
	for range signed {
		if done++; progress != nil {
			progress(done)
		}
	}
	return list, context.Cause(ctx)
}

// Sign is the signature of a text. A text of fewer words than a run has is one run: it is near only to a text of the
// same words.
func Sign(text string) Signature {
	var s signer
	return s.sign(text)
}

// signer signs texts one after the other.
type signer struct{ words []uint64 }

func (s *signer) sign(text string) Signature {
	s.words = wordHashes(s.words[:0], text)
	var sig Signature
	for i := range sig {
		sig[i] = 1<<32 - 1
	}
	if len(s.words) < Run {
		whole := uint64(len(s.words))
		for _, w := range s.words {
			whole = joined(whole, w)
		}
		if len(s.words) == 0 {
			whole = hash(strings.TrimSpace(text))
		}
		sig.add(mix(whole))
		return sig
	}
	for i := Run; i <= len(s.words); i++ {
		h := uint64(Run)
		for _, w := range s.words[i-Run : i] {
			h = joined(h, w)
		}
		sig.add(mix(h))
	}
	return sig
}

// add takes a run into the signature.
func (s *Signature) add(run uint64) {
	for i := range s {
		s[i] = min(s[i], uint32((run*orders[i].factor+orders[i].shift)>>32))
	}
}

// orders are the random orders: each ranks runs by a multiple of their hash.
var orders = func() (list [Permutations]struct{ factor, shift uint64 }) {
	state := uint64(0x6e656172) // any fixed number
	random := func() uint64 {
		state += 0x9e3779b97f4a7c15
		return mix(state)
	}
	for i := range list {
		list[i].factor, list[i].shift = random()|1, random()
	}
	return list
}()

// wordHashes appends the hashes of the words of a text, by Unicode's rules (UAX #29), as NFKC and case folding write
// them. What has neither letter nor digit is no word.
func wordHashes(dst []uint64, text string) []uint64 {
	if !norm.NFKC.IsNormalString(text) {
		text = norm.NFKC.String(text)
	}
	for all := words.FromString(text); all.Next(); {
		if w := all.Value(); isWord(w) {
			dst = append(dst, foldedHash(w))
		}
	}
	return dst
}

func isWord(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

var fold = cases.Fold()

// Fold writes a text as it is compared: NFKC, without differences of case.
func Fold(text string) string { return norm.NFKC.String(fold.String(norm.NFKC.String(text))) }

// Words are the words of a text as they are compared.
func Words(text string) (list []string) {
	for all := words.FromString(norm.NFKC.String(text)); all.Next(); {
		if w := all.Value(); isWord(w) {
			list = append(list, Fold(w))
		}
	}
	return list
}

// foldedHash is the hash of a word as Fold writes it. Most words need no copy for that.
func foldedHash(word string) uint64 {
	h := uint64(offset)
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return hash(Fold(word))
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * prime
	}
	return mix(h)
}

// FNV-1a, of 64 bits.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

func hash(s string) uint64 {
	h := uint64(offset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
	}
	return mix(h)
}

// joined adds a word to the hash of those before it.
func joined(h, word uint64) uint64 { return (h*prime ^ word) * 0x9e3779b97f4a7c15 }

// mix spreads every bit over all (the finish of SplitMix64).
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
