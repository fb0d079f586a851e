package train

var crossner = &set{
	credit: Credit{Source: "crossner-politics", Name: "CrossNER, politics", Authors: "Zihan Liu, Yan Xu, Tiezheng Yu, Wenliang Dai, Ziwei Ji, Samuel Cahyawijaya, Andrea Madotto, Pascale Fung",
		Year: 2020, Licence: "MIT", LicenceURL: "https://github.com/zliucr/CrossNER/blob/main/LICENSE",
		Changes: changed + "; elections left open, of the label misc only peoples and events kept."},
	weight: 0.5, peoples: true, repeats: true, cities: true,
	labels: map[string]string{"politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG", "country": "LOC",
		"location": "LOC", "election": unknown, "event": "EVENT"},
	read: flat(columns{word: 0, tag: -1}, "en", "train.txt", "dev.txt"),
	mend: func(d *draft, known *lists) {
		d.withoutTitles(false)
		d.each("misc", func(s Span) []Span { return d.misc(s, known) })
		d.places(known)
		d.each("EVENT", func(s Span) []Span {
			if !isEvent(d.language, d.str(s.Span)) {
				return d.doubt(s)
			}
			return []Span{s}
		})
	},
}
