package annotate

import "slices"

// Palette is the colours, "#rrggbb", that labels get which nobody gave one, in this order. The first ones are farthest
// apart, also for the colour-blind: app/theme/gen found them, and docs/adr/0018 says how far.
func Palette() []string { return slices.Clone(palette) }

var palette = []string{
	"#0461a0", "#6c5500", "#00886e", "#480199", "#852d59", "#618a02", "#8353ee", "#0d4a22",
	"#a74545", "#810017", "#067132", "#601a5d", "#5a8856", "#6b6f00", "#5a3e73", "#4d4496",
	"#703f0e", "#446cba", "#af578c", "#90003c", "#90427d", "#6c1344", "#32376b", "#2427bb",
}

// freeColor is the first colour of the palette that no label of the schema has; when all are taken, it begins anew.
func (s Schema) freeColor() string {
	for _, c := range palette {
		if !slices.ContainsFunc(s.Labels, func(l Label) bool { return l.Color == c }) {
			return c
		}
	}
	return palette[len(s.Labels)%len(palette)]
}
