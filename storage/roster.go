package storage

import (
	"fmt"
	"math"
	"slices"
)

// Names in bucket m.
const (
	metaFormat     = "format"
	metaSchema     = "schema"
	metaClean      = "clean"
	metaHolder     = "holder"
	metaBackup     = "backup" // name of the backup that has all that was in the file when it was closed; "" where none has
	metaAnnotators = "annotators"
	metaActors     = "actorIDs" // 16 bytes each
)

// annotators are the names behind the layers: the first has layer 1.
func (s store) annotators() ([]string, error) {
	var names []string
	_, err := s.getJSON(metas, metaAnnotators, &names)
	return names, err
}

// layer finds an annotator's layer; 0 when the annotator has none.
func (s store) layer(annotator string) (uint16, error) {
	names, err := s.annotators()
	return uint16(slices.Index(names, annotator) + 1), err
}

// layerOrNew finds an annotator's layer or makes one.
func (s store) layerOrNew(annotator string) (uint16, error) {
	if annotator == "" {
		return 0, fmt.Errorf("%w: the annotator has no name; give one", ErrRecord)
	}
	names, err := s.annotators()
	if err != nil {
		return 0, err
	}
	if i := slices.Index(names, annotator); i >= 0 {
		return uint16(i + 1), nil
	}
	if len(names) == math.MaxUint16 {
		return 0, fmt.Errorf("%w: annotator %q would be one more than %d", ErrRecord, annotator, math.MaxUint16)
	}
	return uint16(len(names) + 1), s.putJSON(metas, metaAnnotators, append(names, annotator))
}
