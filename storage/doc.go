// Package storage keeps a project in one file: documents, schema and everything that annotators have said.
//
// Read it in this order:
//
//	Create, Open          a project file; one process at a time may write it
//	Project.AddDocuments  documents go in, many in one durable commit
//	Project.Headers       the list of documents, without their texts
//	Project.Document,
//	Project.Work          one article, and what one annotator has said about it
//	Project.Append        steps go in: the journal grows and the current work follows, in one durable commit
//	Writer                the one goroutine that appends for the window, and keeps what could not be stored
//	Project.Check         is the file whole? Rebuild, Backup and Compact keep it so
//
// Three rules never change. A method that stores returns only when the data is on disk. The journal is the truth:
// the current works beside it can be computed from it again. A damaged file is an error that says where, never a crash
// and never a value that is silently wrong: every value carries a checksum over its place and its bytes.
//
// All methods of a Project may be called from many goroutines. None holds a database transaction while it calls back.
package storage
