package textlayout

// sign is the picture for a character that is not seen.
type sign uint8

const (
	noSign sign = iota
	tabSign
	noBreakSign
	oddSpaceSign
	softHyphenSign
	zeroSpaceSign
	nonJoinerSign
	joinerSign
	leftMarkSign
	rightMarkSign
	arabicMarkSign
	leftEmbedSign
	rightEmbedSign
	leftOverrideSign
	rightOverrideSign
	popSign
	leftIsolateSign
	rightIsolateSign
	firstIsolateSign
	popIsolateSign
	wordJoinerSign
	byteOrderSign
	newLineSign
	controlSign
	otherSign
)

// spaceSignOf is the sign of a character that has a width.
func spaceSignOf(r rune) sign {
	switch r {
	case '\t':
		return tabSign
	case 0xA0, 0x202F, 0x2007:
		return noBreakSign
	case 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2008, 0x2009, 0x200A, 0x205F, 0x3000:
		return oddSpaceSign
	}
	return noSign
}

var named = map[rune]sign{
	0xAD: softHyphenSign, 0x200B: zeroSpaceSign, 0x200C: nonJoinerSign, 0x200D: joinerSign,
	0x200E: leftMarkSign, 0x200F: rightMarkSign, 0x61C: arabicMarkSign,
	0x202A: leftEmbedSign, 0x202B: rightEmbedSign, 0x202D: leftOverrideSign, 0x202E: rightOverrideSign, 0x202C: popSign,
	0x2066: leftIsolateSign, 0x2067: rightIsolateSign, 0x2068: firstIsolateSign, 0x2069: popIsolateSign,
	0x2060: wordJoinerSign, 0xFEFF: byteOrderSign,
	'\v': newLineSign, '\f': newLineSign, '\r': newLineSign, 0x2028: newLineSign,
}

// signOf is the sign of a character that has no width.
func signOf(r rune) sign {
	if r == '\t' || !invisible(r) {
		return noSign
	}
	if s := named[r]; s != noSign {
		return s
	}
	if control(r) {
		return controlSign
	}
	return otherSign
}

// mirrored are the signs that are others turned round.
var mirrored = map[sign]sign{
	rightMarkSign: leftMarkSign, rightEmbedSign: leftEmbedSign,
	rightOverrideSign: leftOverrideSign, rightIsolateSign: leftIsolateSign,
}

// sketch draws the sign that stands on a post around the origin; u is half its height
// in pixels. Signs of direction point the way in which they make text read.
func (k sign) sketch(s *sketch, u float32, rtl bool) {
	d := float32(1)
	if turned, ok := mirrored[k]; ok {
		k, d = turned, -1
	}
	switch k {
	case softHyphenSign: // a hyphen behind the text that it would end
		if rtl {
			d = -1
		}
		s.line(0, -u, 0, u)
		s.shape(point{-1.9 * d * u, -0.3 * u}, point{0, -0.3 * u}, point{0, 0.4 * u}, point{-1.9 * d * u, 0.4 * u})
	case zeroSpaceSign: // a wedge: a line may end here
		s.shape(point{-1.4 * u, -u}, point{1.4 * u, -u}, point{0, u})
	case nonJoinerSign:
		s.line(0, -u, 0, u)
		s.line(-1.4*u, -u, 1.4*u, -u)
	case joinerSign:
		s.line(-1.1*u, -u, 1.1*u, u)
		s.line(-1.1*u, u, 1.1*u, -u)
	case leftMarkSign: // a pennant
		s.shape(point{0, -u}, point{1.9 * d * u, 0}, point{0, u})
	case arabicMarkSign: // one that is not filled
		s.outline(point{0, -u}, point{-1.9 * u, 0}, point{0, u})
	case leftEmbedSign: // a bracket
		s.line(0, -u, 0, u)
		s.line(0, -u, 1.6*d*u, -u)
		s.line(0, u, 1.6*d*u, u)
	case leftOverrideSign: // a full arrow
		s.shape(point{0, -u}, point{0.9 * d * u, -u}, point{1.9 * d * u, 0}, point{0.9 * d * u, u}, point{0, u})
	case popSign: // both sides
		s.line(0, -u, 0, u)
		s.line(-1.3*u, -u, 1.3*u, -u)
		s.line(-1.3*u, u, 1.3*u, u)
	case leftIsolateSign: // an arrowhead
		s.line(0, -u, 0, u)
		s.line(0.6*d*u, -u, 1.7*d*u, 0)
		s.line(0.6*d*u, u, 1.7*d*u, 0)
	case firstIsolateSign: // either way
		s.outline(point{-1.5 * u, 0}, point{0, -u}, point{1.5 * u, 0}, point{0, u})
	case popIsolateSign:
		s.shape(point{-1.5 * u, 0}, point{0, -u}, point{1.5 * u, 0}, point{0, u})
	case wordJoinerSign:
		s.outline(ring(0, 0, u)...)
	case byteOrderSign:
		s.shape(point{-u, -u}, point{u, -u}, point{u, u}, point{-u, u})
	case newLineSign:
		s.line(1.5*u, -u, 1.5*u, 0.2*u)
		s.line(1.5*u, 0.2*u, -1.6*u, 0.2*u)
		s.line(-1.6*u, 0.2*u, -0.7*u, -0.6*u)
		s.line(-1.6*u, 0.2*u, -0.7*u, u)
	case controlSign:
		s.outline(point{-u, -u}, point{u, -u}, point{u, u}, point{-u, u})
	case otherSign:
		s.disc(0, 0, 0.8*u)
	}
}
