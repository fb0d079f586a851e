// Package annotate is the domain: documents, spans, annotations, suggestions and the small reversible edits that a
// person makes to them. It is values and pure functions; it opens no file and knows no window and no database.
//
// Read it in this order:
//
//	Text, Document        the frozen article; every offset is counted in its Unicode code points
//	Span, Annotation, Set what was marked, kept sorted and never mutated
//	Suggestion, Decision  what was proposed, and what a person answered
//	Work                  all that one annotator has said about one document
//	Edit, Transaction     one small change, and the step it belongs to; every edit returns its inverse
//	History, Session      undo and redo over all articles; one open article
//
// Four rules never change. A text is frozen when it is made. Offsets are code points and half-open. Every annotation
// keeps its quote, and whoever reads one checks it. Values are replaced, never changed in place.
package annotate
