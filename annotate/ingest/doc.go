// Package ingest turns files into documents.
//
// Start with [Files], which walks files and folders and yields an [Item] for
// each: a document, or the reason why there is none. [Article] does the same
// for bytes already at hand and [Text] only decodes them.
package ingest
