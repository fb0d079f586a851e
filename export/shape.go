package export

// shape is how the records of a format stand in its files.
type shape int

const (
	lines   shape = iota // one JSON object a line
	array                // one JSON list with a record a line
	blocks               // several lines a record
	files                // the format makes its own files
	nothing              // no records at all
)

func (s shape) oneLine() bool { return s == lines || s == array }
