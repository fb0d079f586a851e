// Package panel has what stands around the article: the list of articles, the side panel, the status line and the
// page that is seen before there is anything to read.
//
//	list := panel.NewList(fonts, dispatch)
//	side := panel.NewSide(fonts, keys, dispatch)
//	status := panel.NewStatus(fonts, keys, dispatch)
//	list.Show(state)   // after each step; costs next to nothing when nothing that it shows has changed
//
// A panel holds no truth. Show compares what package present says with what is on screen and paints only the pieces
// that differ. Leave, where a panel has it, is called when somebody is done there: it gives the keyboard back to the
// article. Else gets the keys that mean nothing in the panel, as F6.
package panel
