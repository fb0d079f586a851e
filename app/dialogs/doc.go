// Package dialogs has the window's dialogs. Each is a function that shows one over the window and tells its result by
// a message or by a function that it was given.
//
//	host := dialogs.Host{Window: win, Fonts: fonts, Dispatch: dispatch, Keymap: keys, Closed: focusArticle}
//	dialogs.Palette(host, state)
//
// All of them work by the keyboard alone: the first field has it when they open, Return does what the filled button
// does, Esc closes. Closed is called whenever one has gone. Each lists what it is given in package part's bidi text.
package dialogs
