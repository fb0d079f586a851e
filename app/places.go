package app

import (
	"path/filepath"

	"rubricator/app/place"
	"rubricator/app/present"
)

// openPlaces reads where the articles of a project were left, from a file in the program's own folder.
func (w *Workbench) openPlaces(path string) {
	identity, err := w.project.Store().Identity()
	if err != nil {
		identity = "" // the path alone tells it from others
	}
	w.places = place.Open(filepath.Join(w.fyne.Storage().RootURI().Path(), "places", place.FileName(path, identity)), identity)
}

// keepPlace notes where the open article is. It comes after each step and each scroll.
func (w *Workbench) keepPlace() {
	id := w.state.Session.Document.ID
	if w.places == nil || id == "" {
		return
	}
	top, down, known := w.view.Scroll()
	if !known {
		return // the window has no size yet
	}
	at := w.state.Place()
	at.Top, at.Down = top, down
	w.places.Put(id, at)
}

// goBack shows an article, that was loaded, where it was left.
func (w *Workbench) goBack(at place.Place) {
	w.view.SetReading(reading(w.state))
	w.view.ShowArticle(present.OfArticle(w.state))
	at = at.Within(w.state.Session.Document.Text.Len())
	w.view.SetScroll(at.Top, at.Down)
}
