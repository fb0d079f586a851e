// Package ingest turns files into documents.
//
// Start with [Walk], which finds the files below paths, also in archives, and gives an [Input] for each. A text becomes a
// document by [Input.Article]; a file of records, a table or a web page is read by the [Format] that [Detect] finds for it.
// [Article] and [Text] serve bytes already at hand.
package ingest
