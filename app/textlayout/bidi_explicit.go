package textlayout

// maxDepth is UAX #9's max_depth.
const maxDepth = 125

// status is one entry of the directional status stack.
type status struct {
	level    uint8
	override class // L, R, or ON for none
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
		case classRLE, classLRE, classRLO, classLRO:
			e.embed(i, t)
		case classRLI, classLRI, classFSI:
			e.isolate(i, t)
		case classPDI:
			e.popIsolate()
			e.assign(i)
		case classPDF:
			e.popEmbedding()
			r.types[i] = classBN
		case classB:
			e.reset()
			r.levels[i] = r.base
		case classBN:
		default:
			e.assign(i)
		}
	}
}

func (e *embedder) reset() {
	e.stack = append(e.stack[:0], status{level: e.base, override: classON})
	e.overflowIsolate, e.overflowEmbedding, e.validIsolate = 0, 0, 0
}

func (e *embedder) top() status { return e.stack[len(e.stack)-1] }

// assign gives character i the level in force and, under an override, its class.
func (e *embedder) assign(i int) {
	s := e.top()
	e.levels[i] = s.level
	if s.override != classON {
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

func (e *embedder) embed(i int, t class) {
	override := classON
	switch t {
	case classRLO:
		override = classR
	case classLRO:
		override = classL
	}
	e.types[i] = classBN
	level := e.next(t == classRLE || t == classRLO)
	if level <= maxDepth && e.overflowIsolate == 0 && e.overflowEmbedding == 0 {
		e.stack = append(e.stack, status{level: level, override: override})
	} else if e.overflowIsolate == 0 {
		e.overflowEmbedding++
	}
}

func (e *embedder) isolate(i int, t class) {
	rtl := t == classRLI || t == classFSI && e.overflowIsolate == 0 && e.readsRTL(i)
	e.assign(i)
	level := e.next(rtl)
	if level <= maxDepth && e.overflowIsolate == 0 && e.overflowEmbedding == 0 {
		e.validIsolate++
		e.stack = append(e.stack, status{level: level, override: classON, isolate: true})
	} else {
		e.overflowIsolate++
	}
}

// readsRTL decides for an FSI (X5c).
func (e *embedder) readsRTL(i int) bool {
	end := len(e.runes)
	if at, ok := e.match[int32(i)]; ok {
		end = int(at)
	}
	return FirstStrong(e.runes[i+1:end]) == RTL
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
