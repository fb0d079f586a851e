package textlayout

import "golang.org/x/text/unicode/bidi"

// maxDepth is UAX #9's max_depth.
const maxDepth = 125

// status is one entry of the directional status stack.
type status struct {
	level    uint8
	override bidi.Class // L, R, or ON for none
	isolate  bool
}

// embedder walks a paragraph under rules X1 to X8.
type embedder struct {
	*resolver
	stack             []status
	overflowIsolate   int
	overflowEmbedding int
	validIsolate      int
}

// explicit applies X1 to X8 and marks what X9 removes as BN.
func (r *resolver) explicit() {
	e := embedder{resolver: r}
	e.reset()
	for i, t := range r.types {
		switch t {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO:
			e.embed(i, t)
		case bidi.RLI, bidi.LRI, bidi.FSI:
			e.isolate(i, t)
		case bidi.PDI:
			e.popIsolate()
			e.assign(i)
		case bidi.PDF:
			e.popEmbedding()
			r.types[i] = bidi.BN
		case bidi.B:
			e.reset()
			r.levels[i] = r.base
		case bidi.BN:
		default:
			e.assign(i)
		}
	}
}

func (e *embedder) reset() {
	e.stack = append(e.stack[:0], status{level: e.base, override: bidi.ON})
	e.overflowIsolate, e.overflowEmbedding, e.validIsolate = 0, 0, 0
}

func (e *embedder) top() status { return e.stack[len(e.stack)-1] }

// assign gives character i the level in force and, under an override, its class.
func (e *embedder) assign(i int) {
	s := e.top()
	e.levels[i] = s.level
	if s.override != bidi.ON {
		e.types[i] = s.override
	}
}

// next is the least level above the present one with the parity asked for.
func (e *embedder) next(rtl bool) uint8 {
	l := e.top().level
	if rtl {
		return (l + 1) | 1
	}
	return (l + 2) &^ 1
}

func (e *embedder) embed(i int, t bidi.Class) {
	override := bidi.ON
	switch t {
	case bidi.RLO:
		override = bidi.R
	case bidi.LRO:
		override = bidi.L
	}
	e.types[i] = bidi.BN
	level := e.next(t == bidi.RLE || t == bidi.RLO)
	if level <= maxDepth && e.overflowIsolate == 0 && e.overflowEmbedding == 0 {
		e.stack = append(e.stack, status{level: level, override: override})
	} else if e.overflowIsolate == 0 {
		e.overflowEmbedding++
	}
}

func (e *embedder) isolate(i int, t bidi.Class) {
	rtl := t == bidi.RLI
	if t == bidi.FSI {
		end := e.match[i]
		if end < 0 {
			end = len(e.runes)
		}
		rtl = firstStrong(e.runes[i+1:end]) == RTL
	}
	e.assign(i)
	level := e.next(rtl)
	if level <= maxDepth && e.overflowIsolate == 0 && e.overflowEmbedding == 0 {
		e.validIsolate++
		e.stack = append(e.stack, status{level: level, override: bidi.ON, isolate: true})
	} else {
		e.overflowIsolate++
	}
}

func (e *embedder) popIsolate() {
	switch {
	case e.overflowIsolate > 0:
		e.overflowIsolate--
	case e.validIsolate > 0:
		e.overflowEmbedding = 0
		for !e.top().isolate {
			e.stack = e.stack[:len(e.stack)-1]
		}
		e.stack = e.stack[:len(e.stack)-1]
		e.validIsolate--
	}
}

func (e *embedder) popEmbedding() {
	switch {
	case e.overflowIsolate > 0:
	case e.overflowEmbedding > 0:
		e.overflowEmbedding--
	case !e.top().isolate && len(e.stack) >= 2:
		e.stack = e.stack[:len(e.stack)-1]
	}
}
