package project

import (
	"slices"

	"rubricator/annotate"
	"rubricator/storage"
)

// attribute gives a document the work that came with it, and says whose it is.
func (in *importing) attribute(n *storage.NewDocument, next incoming, known []string) {
	owner := in.project.ownerOf(in.options, next.annotator)
	work := next.work
	if work.Equal(annotate.Work{}) && (!next.replaces || !slices.Contains(known, owner)) {
		return
	}
	if owner != next.annotator {
		work.Annotations = owned(work.Annotations, next.annotator, owner)
	}
	n.Work, n.Annotator = &work, owner
}

// owned gives to one annotator the annotations of another.
func owned(set annotate.Set, from, to string) annotate.Set {
	list := slices.Clone(set.All())
	for i := range list {
		if list[i].Annotator == from || list[i].Annotator == "" {
			list[i].Annotator = to
		}
	}
	return annotate.NewSet(list...)
}
