// Package export writes annotated documents as files that other programs train on.
//
//	Formats, Lookup   what can be written, and in which unit each format counts
//	Write             one export: a file with its extras beside it, or a folder
//	Preview           one record as Write would write it
//
// Four rules never change. What stands at the destination is replaced whole or not at all. Every line is read again
// from the bytes about to be written, and each span sliced in the unit that the format declares, before it counts as
// written. What a format cannot hold is named in the Report, never dropped in silence. The same input gives the same
// bytes.
package export
