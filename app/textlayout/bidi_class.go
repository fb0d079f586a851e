package textlayout

import (
	"sync"

	"golang.org/x/text/unicode/bidi"
)

// class is a bidi class in one byte: there are a million of them in a megabyte.
type class uint8

const (
	classL   = class(bidi.L)
	classR   = class(bidi.R)
	classAL  = class(bidi.AL)
	classEN  = class(bidi.EN)
	classES  = class(bidi.ES)
	classET  = class(bidi.ET)
	classAN  = class(bidi.AN)
	classCS  = class(bidi.CS)
	classNSM = class(bidi.NSM)
	classBN  = class(bidi.BN)
	classB   = class(bidi.B)
	classS   = class(bidi.S)
	classWS  = class(bidi.WS)
	classON  = class(bidi.ON)
	classLRE = class(bidi.LRE)
	classRLE = class(bidi.RLE)
	classLRO = class(bidi.LRO)
	classRLO = class(bidi.RLO)
	classPDF = class(bidi.PDF)
	classLRI = class(bidi.LRI)
	classRLI = class(bidi.RLI)
	classFSI = class(bidi.FSI)
	classPDI = class(bidi.PDI)
)

// classSet holds classes, one bit for each.
type classSet uint32

func setOf(classes ...class) classSet {
	var s classSet
	for _, c := range classes {
		s |= 1 << c
	}
	return s
}

func (s classSet) has(c class) bool { return s>>c&1 != 0 }

var (
	isolates   = setOf(classLRI, classRLI, classFSI)
	neutrals   = setOf(classB, classS, classWS, classON, classPDI) | isolates
	formatting = setOf(classLRE, classRLE, classLRO, classRLO, classPDF, classBN, classB, classPDI) | isolates
	// leftToRight are the classes that leave all of a left-to-right paragraph at level 0.
	leftToRight = setOf(classL, classEN, classES, classET, classCS, classB, classS, classWS, classON, classBN, classNSM)
	// hanging are the classes that rule L1 moves to the end of a line.
	hanging = setOf(classWS, classBN, classLRE, classRLE, classLRO, classRLO, classPDF, classPDI) | isolates
)

// classTable has the class of every code point of the basic plane: the tables of x/text
// go by the bytes of a character and take ten times as long.
var classTable = sync.OnceValue(func() *[1 << 16]class {
	t := new([1 << 16]class)
	for r := range t {
		t[r] = lookUp(rune(r))
	}
	return t
})

func lookUp(r rune) class {
	p, _ := bidi.LookupRune(r)
	return class(p.Class())
}

// classesOf looks classes up.
type classesOf struct{ table *[1 << 16]class }

func newClasses() classesOf { return classesOf{classTable()} }

func (c classesOf) of(r rune) class {
	if uint32(r) < 1<<16 {
		return c.table[r]
	}
	return lookUp(r)
}
