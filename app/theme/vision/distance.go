package vision

import "math"

// Distance is CIEDE2000 with all weights 1, after Sharma, Wu and Dalal, The CIEDE2000 Color-Difference Formula, Color
// Research and Application 30 (2005). About 1 is the least that can be seen side by side; 100 is black and white.
func Distance(p, q Lab) float64 {
	c1, c2 := math.Hypot(p.A, p.B), math.Hypot(q.A, q.B)
	g := 0.5 * (1 - roll((c1+c2)/2))
	p.A, q.A = p.A*(1+g), q.A*(1+g)
	c1, c2 = math.Hypot(p.A, p.B), math.Hypot(q.A, q.B)
	h1, h2 := hue(p), hue(q)
	turn := turned(h1, h2, c1*c2)

	dl, dc, dh := q.L-p.L, c2-c1, 2*math.Sqrt(c1*c2)*math.Sin(turn/2)
	l, c, h := (p.L+q.L)/2, (c1+c2)/2, between(h1, h2, c1*c2)

	t := 1 - 0.17*math.Cos(h-degrees(30)) + 0.24*math.Cos(2*h) + 0.32*math.Cos(3*h+degrees(6)) - 0.20*math.Cos(4*h-degrees(63))
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sc, sh := 1+0.045*c, 1+0.015*c*t
	bend := (h - degrees(275)) / degrees(25)
	rt := -2 * roll(c) * math.Sin(2*degrees(30)*math.Exp(-bend*bend))
	dl, dc, dh = dl/sl, dc/sc, dh/sh
	return math.Sqrt(dl*dl + dc*dc + dh*dh + rt*dc*dh)
}

// roll goes from 0 for greys to 1 for strong colours.
func roll(chroma float64) float64 {
	c7 := math.Pow(chroma, 7)
	return math.Sqrt(c7 / (c7 + math.Pow(25, 7)))
}

// hue is an angle from 0 up to 2 pi; that of a grey is 0.
func hue(p Lab) float64 {
	h := math.Atan2(p.B, p.A)
	if h < 0 {
		h += 2 * math.Pi
	}
	return h
}

// turned is the shorter way from one hue to another; greys have none.
func turned(h1, h2, chromas float64) float64 {
	d := h2 - h1
	switch {
	case chromas == 0:
		return 0
	case d > opposite:
		return d - 2*math.Pi
	case d < -opposite:
		return d + 2*math.Pi
	}
	return d
}

// between is the hue in the middle of the shorter way.
func between(h1, h2, chromas float64) float64 {
	sum := h1 + h2
	switch {
	case chromas == 0:
		return sum
	case math.Abs(h1-h2) <= opposite:
		return sum / 2
	case sum < 2*math.Pi:
		return sum/2 + math.Pi
	}
	return sum/2 - math.Pi
}

// opposite is half a turn, with room for rounding: two ways are equally short, and the formula takes the first.
const opposite = math.Pi + 1e-9

func degrees(d float64) float64 { return d * math.Pi / 180 }
