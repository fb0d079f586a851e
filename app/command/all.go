package command

import (
	"fmt"

	"rubricator/annotate"
	"rubricator/app/state"
)

// All lists every command, in the order of the menus.
func All() []Command {
	var list []Command
	list = append(list, file()...)
	list = append(list, edit()...)
	list = append(list, label()...)
	list = append(list, labels()...)
	list = append(list, hitLabels()...)
	list = append(list, goTo()...)
	list = append(list, shown()...)
	list = append(list, caret()...)
	list = append(list, view()...)
	return append(list, help()...)
}

func file() []Command {
	return []Command{
		{ID: "project.new", Title: "New project…", Menu: File, Keys: []Key{"Ctrl+N"}, Msg: dialog(state.DialogNew)},
		{ID: "project.open", Title: "Open project…", Menu: File, Keys: []Key{"Ctrl+O"}, Msg: dialog(state.DialogOpen)},
		{ID: "import", Title: "Import articles…", Menu: File, Keys: []Key{"Ctrl+I"}, Msg: dialog(state.DialogImport), Why: needsProject},
		{ID: "export", Title: "Export…", Menu: File, Keys: []Key{"Ctrl+E"}, Msg: dialog(state.DialogExport), Why: needsRows},
		{ID: "save", Title: "When was the last step stored?", Menu: File, Keys: []Key{"Ctrl+S"}, Msg: state.SaveNow{}, Why: needsProject},
		{ID: "backup", Title: "Save a copy…", Menu: File, Keys: []Key{"Ctrl+Shift+S"}, Msg: dialog(state.DialogBackup), Why: needsProject},
		{ID: "backups", Title: "Backups…", Menu: File, Msg: dialog(state.DialogBackups), Why: needsProject},
		{ID: "check", Title: "Check the project file", Menu: File, Msg: dialog(state.DialogCheck), Why: needsProject},
		{ID: "merge", Title: "Merge another project file…", Menu: File, Msg: dialog(state.DialogMerge), Why: needsProject},
		{ID: "forget", Title: "Forget the history…", Menu: File, Msg: dialog(state.DialogForget), Why: needsProject},
		{ID: "quit", Title: "Quit", Menu: File, Keys: []Key{"Ctrl+Q"}, Msg: state.Leave{}},
	}
}

func edit() []Command {
	return []Command{
		{ID: "undo", Title: "Undo", Menu: Edit, Keys: []Key{"Ctrl+Z"}, Msg: state.Undo{}, Why: canUndo},
		{ID: "redo", Title: "Redo", Menu: Edit, Keys: []Key{"Ctrl+Shift+Z", "Ctrl+Y"}, Msg: state.Redo{}, Why: canRedo},
		{ID: "copy", Title: "Copy text", Menu: Edit, Keys: []Key{"Ctrl+C"}, Msg: state.CopyText{}, Why: needsArticle},
		{ID: "select.all", Title: "Select all", Menu: Edit, Keys: []Key{"Ctrl+A"}, Msg: state.SelectAll{}, Why: needsArticle},
		{ID: "find", Title: "Find in the article…", Menu: Edit, Keys: []Key{"Ctrl+F"}, Msg: state.OpenFind{}, Why: needsArticle},
		{ID: "find.project", Title: "Search the project, or close the search…", Menu: Edit, Keys: []Key{"Ctrl+Shift+F"}, Msg: state.OpenSearch{}, Why: needsRows},
		{ID: "find.everywhere", Title: "Find all occurrences in the project", Menu: Edit, Keys: []Key{"Ctrl+Shift+E"}, Msg: state.SearchSurface{}, Why: needsArticle},
		{ID: "find.next", Title: "Next hit", Menu: Edit, Keys: []Key{"F3"}, Msg: state.FindNext{}, Why: needsArticle},
		{ID: "find.previous", Title: "Previous hit", Menu: Edit, Keys: []Key{"Shift+F3"}, Msg: state.FindNext{Back: true}, Why: needsArticle},
		{ID: "find.case", Title: "Find: match case", Keys: []Key{"Ctrl+Shift+C"}, Msg: state.TurnFind{Switch: state.MatchCase}, Why: needsFind},
		{ID: "find.marks", Title: "Find: match accents and vowel marks", Keys: []Key{"Ctrl+Shift+M"}, Msg: state.TurnFind{Switch: state.MatchMarks}, Why: needsFind},
		{ID: "find.words", Title: "Find: whole words", Keys: []Key{"Ctrl+Shift+W"}, Msg: state.TurnFind{Switch: state.WholeWords}, Why: needsFind},
		{ID: "find.regexp", Title: "Find: regular expression, in the project", Keys: []Key{"Ctrl+Shift+R"}, Msg: state.TurnFind{Switch: state.AsRegexp}, Why: needsFind},
		{ID: "note", Title: "Note…", Menu: Edit, Keys: []Key{"F2"}, Msg: dialog(state.DialogNote), Why: needsArticle},
		{ID: "language", Title: "Language and direction of the article…", Menu: Edit, Msg: dialog(state.DialogLanguage), Why: needsArticle},
		{ID: "direction", Title: "Change the text direction", Menu: Edit, Keys: []Key{"Ctrl+Shift+X"}, Msg: state.TurnDirection{}, Why: needsArticle},
		{ID: "direction.auto", Title: "Text direction: automatic", Menu: Edit, Msg: state.SetDirection{}, Why: needsArticle},
		{ID: "direction.ltr", Title: "Text direction: left to right", Menu: Edit, Msg: state.SetDirection{Direction: "ltr"}, Why: needsArticle},
		{ID: "direction.rtl", Title: "Text direction: right to left", Menu: Edit, Msg: state.SetDirection{Direction: "rtl"}, Why: needsArticle},
		{ID: "settings", Title: "Settings…", Menu: Edit, Keys: []Key{"Ctrl+,"}, Msg: dialog(state.DialogSettings)},
	}
}

func label() []Command {
	return []Command{
		{ID: "accept", Title: "Accept the suggestion, go to the next", Menu: Label, Keys: []Key{"Return", "KP_Enter"}, Msg: state.Accept{}, Why: needsArticle},
		{ID: "delete", Title: "Remove the label, or reject the suggestion", Menu: Label, Keys: []Key{"Delete", "BackSpace"}, Msg: state.Delete{}, Why: needsArticle},
		{ID: "accept.all", Title: "Accept all suggestions from a score on…", Menu: Label, Keys: []Key{"Ctrl+Shift+A"}, Msg: dialog(state.DialogAcceptAll), Why: needsArticle},
		{ID: "every", Title: "Label every occurrence…", Menu: Label, Keys: []Key{"Ctrl+D"}, Msg: state.EveryOccurrence{}, Why: needsArticle},
		{ID: "alike", Title: "More like this…", Menu: Label, Keys: []Key{"Ctrl+Shift+D"}, Msg: state.MoreLikeThis{}, Why: needsAlike},
		{ID: "entity", Title: "Link to an entity…", Menu: Label, Keys: []Key{"Ctrl+L"}, Msg: dialog(state.DialogEntity), Why: needsLabel},
		{ID: "find.labels", Title: "Label all hits…", Menu: Label, Keys: []Key{"Alt+Return"}, Msg: state.LabelHits{}, Why: needsHits},
		{ID: "zone", Title: "Not part of the article", Menu: Label, Keys: []Key{"Ctrl+G"}, Msg: state.ToggleZone{}, Why: needsArticle},
		{ID: "check.mend", Title: "Mend the finding as proposed", Menu: Label, Keys: []Key{"F5"}, Msg: state.MendFinding{}, Why: needsFinding},
		{ID: "check.wave", Title: "Wave the finding through", Menu: Label, Keys: []Key{"F9"}, Msg: state.WaveFinding{}, Why: needsFinding},
		{ID: "check.wave.alike", Title: "Wave through all findings alike…", Menu: Label, Keys: []Key{"Shift+F9"}, Msg: state.WaveAlike{}, Why: needsFinding},
		{ID: "end.left", Title: "Move the end one word to the left", Menu: Label, Keys: []Key{"Alt+Left"}, Msg: state.MoveEdge{}, Why: needsFocus},
		{ID: "end.right", Title: "Move the end one word to the right", Menu: Label, Keys: []Key{"Alt+Right"}, Msg: state.MoveEdge{Right: true}, Why: needsFocus},
		{ID: "start.left", Title: "Move the start one word to the left", Menu: Label, Keys: []Key{"Alt+Shift+Left"}, Msg: state.MoveEdge{Start: true}, Why: needsFocus},
		{ID: "start.right", Title: "Move the start one word to the right", Menu: Label, Keys: []Key{"Alt+Shift+Right"}, Msg: state.MoveEdge{Start: true, Right: true}, Why: needsFocus},
		{ID: "end.left.char", Title: "Move the end one character to the left", Keys: []Key{"Ctrl+Alt+Left"}, Msg: state.MoveEdge{Character: true}, Why: needsFocus},
		{ID: "end.right.char", Title: "Move the end one character to the right", Keys: []Key{"Ctrl+Alt+Right"}, Msg: state.MoveEdge{Character: true, Right: true}, Why: needsFocus},
		{ID: "start.left.char", Title: "Move the start one character to the left", Keys: []Key{"Ctrl+Alt+Shift+Left"}, Msg: state.MoveEdge{Start: true, Character: true}, Why: needsFocus},
		{ID: "start.right.char", Title: "Move the start one character to the right", Keys: []Key{"Ctrl+Alt+Shift+Right"}, Msg: state.MoveEdge{Start: true, Character: true, Right: true}, Why: needsFocus},
	}
}

// labels gives labels 1 to 18.
func labels() []Command {
	var list []Command
	for n := 1; n <= 18; n++ {
		key := Key(fmt.Sprint(n))
		if n > 9 {
			key = Key(fmt.Sprintf("Ctrl+%d", n-9))
		}
		list = append(list, Command{ID: fmt.Sprintf("label.%d", n), Title: fmt.Sprintf("Give label %d", n), Keys: []Key{key},
			Msg: state.GiveLabel{Key: n}, Why: needsArticle})
	}
	return list
}

// hitLabels gives labels 1 to 9 to all that find has found.
func hitLabels() []Command {
	var list []Command
	for n := 1; n <= 9; n++ {
		list = append(list, Command{ID: fmt.Sprintf("label.hits.%d", n), Title: fmt.Sprintf("Label all hits with label %d", n),
			Keys: []Key{Key(fmt.Sprintf("Alt+%d", n))}, Msg: state.LabelHits{Key: n}, Why: needsHits})
	}
	return list
}

// shown do something in all articles that the list shows.
func shown() []Command {
	titles := map[state.BulkKind]string{
		state.BulkFinish:   "Finish all articles shown…",
		state.BulkSetAside: "Put all articles shown aside…",
		state.BulkReopen:   "Take all articles shown back to work…",
		state.BulkRelabel:  "Relabel in all articles shown…",
		state.BulkRemove:   "Remove a label from all articles shown…",
		state.BulkAccept:   "Accept suggestions in all articles shown…",
	}
	var list []Command
	for _, k := range state.BulkKinds {
		list = append(list, Command{ID: "shown." + string(k), Title: titles[k], Menu: Shown, Msg: dialog(state.DialogBulk(k)), Why: needsShown})
	}
	return append(list, Command{ID: "job.stop", Title: "Stop the step that is under way", Menu: Shown, Keys: []Key{"Ctrl+."}, Msg: state.StopJob{}, Why: needsJob})
}

func goTo() []Command {
	return []Command{
		{ID: "next", Title: "Next suggestion or label", Menu: Go, Keys: []Key{"Tab"}, Msg: state.Walk{}, Why: needsArticle},
		{ID: "previous", Title: "Previous suggestion or label", Menu: Go, Keys: []Key{"Shift+Tab"}, Msg: state.Walk{Back: true}, Why: needsArticle},
		{ID: "why", Title: "Explain the span in focus", Menu: Go, Keys: []Key{"F4"}, Msg: state.Explain{}, Why: needsFocus},
		{ID: "history", Title: "Show or close the history", Menu: Go, Keys: []Key{"Shift+F4"}, Msg: state.TogglePast{}, Why: needsArticle},
		{ID: "walk.faint", Title: "Tab stops at faint suggestions too, or passes them over", Menu: Go, Msg: state.WalkFaint{}},
		{ID: "check.data", Title: "Check the data, or close the check", Menu: Go, Keys: []Key{"F7"}, Msg: state.ToggleCheck{}, Why: needsRows},
		{ID: "check.next", Title: "Next finding of the check", Menu: Go, Keys: []Key{"F8"}, Msg: state.NextFinding{}, Why: needsRows},
		{ID: "check.previous", Title: "Previous finding of the check", Menu: Go, Keys: []Key{"Shift+F8"}, Msg: state.NextFinding{Back: true}, Why: needsRows},
		{ID: "finish", Title: "Finish the article, go to the next", Menu: Go, Keys: []Key{"Ctrl+Return"}, Msg: state.Finish{Status: annotate.Finished}, Why: needsArticle},
		{ID: "set.aside", Title: "Set the article aside, go to the next", Menu: Go, Keys: []Key{"Ctrl+Shift+Return"}, Msg: state.Finish{Status: annotate.Ignored}, Why: needsArticle},
		{ID: "reopen", Title: "Take the article back to work", Menu: Go, Msg: state.Reopen{}, Why: needsArticle},
		{ID: "article.next", Title: "Next article", Menu: Go, Keys: []Key{"Ctrl+PgDn"}, Msg: state.Neighbour{}, Why: needsRows},
		{ID: "article.previous", Title: "Previous article", Menu: Go, Keys: []Key{"Ctrl+PgUp"}, Msg: state.Neighbour{Back: true}, Why: needsRows},
		{ID: "pane.next", Title: "Next pane", Menu: Go, Keys: []Key{"F6"}, Msg: state.NextPane{}},
		{ID: "pane.previous", Title: "Previous pane", Menu: Go, Keys: []Key{"Shift+F6"}, Msg: state.NextPane{Back: true}},
		{ID: "escape", Title: "Back to the article; drop selection and focus", Keys: []Key{"Escape"}, Msg: state.Escape{}, Why: needsArticle},
	}
}

// caret has each motion twice: alone, and with Shift to extend the selection.
func caret() []Command {
	moves := []struct {
		id, words string
		key       Key
		move      state.Move
	}{
		{"word.left", "one word to the left", "Left", state.Move{Unit: state.ByWord}},
		{"word.right", "one word to the right", "Right", state.Move{Unit: state.ByWord, Right: true}},
		{"char.left", "one character to the left", "Ctrl+Left", state.Move{Unit: state.ByCharacter}},
		{"char.right", "one character to the right", "Ctrl+Right", state.Move{Unit: state.ByCharacter, Right: true}},
		{"line.up", "one line up", "Up", state.Move{Unit: state.ByLine}},
		{"line.down", "one line down", "Down", state.Move{Unit: state.ByLine, Right: true}},
		{"page.up", "one screen up", "PgUp", state.Move{Unit: state.ByPage}},
		{"page.down", "one screen down", "PgDn", state.Move{Unit: state.ByPage, Right: true}},
		{"line.start", "to the start of the line", "Home", state.Move{Unit: state.ToLineEdge}},
		{"line.end", "to the end of the line", "End", state.Move{Unit: state.ToLineEdge, Right: true}},
		{"text.start", "to the start of the article", "Ctrl+Home", state.Move{Unit: state.ToTextEdge}},
		{"text.end", "to the end of the article", "Ctrl+End", state.Move{Unit: state.ToTextEdge, Right: true}},
	}
	var list []Command
	for _, m := range moves {
		list = append(list, Command{ID: "move." + m.id, Title: "Cursor " + m.words, Keys: []Key{m.key}, Msg: m.move, Why: needsArticle})
		ctrl, alt, _, name := m.key.Modifiers()
		extend := m.move
		extend.Extend = true
		list = append(list, Command{ID: "select." + m.id, Title: "Extend the selection " + m.words, Keys: []Key{Chord(ctrl, alt, true, name)}, Msg: extend, Why: needsArticle})
	}
	return list
}

func view() []Command {
	return []Command{
		{ID: "text.larger", Title: "Larger text", Menu: View, Keys: []Key{"Ctrl++", "Ctrl+=", "Ctrl+Shift+=", "Ctrl+Shift++"}, Msg: state.Zoom{Points: 2}},
		{ID: "text.smaller", Title: "Smaller text", Menu: View, Keys: []Key{"Ctrl+-"}, Msg: state.Zoom{Points: -2}},
		{ID: "text.normal", Title: "Normal text size", Menu: View, Keys: []Key{"Ctrl+0"}, Msg: state.Zoom{}},
		{ID: "reading.wider", Title: "Wider lines", Menu: View, Msg: state.TuneReading{Tune: state.TuneWider}},
		{ID: "reading.narrower", Title: "Narrower lines", Menu: View, Msg: state.TuneReading{Tune: state.TuneNarrower}},
		{ID: "reading.full", Title: "Lines as wide as the window, or as usual", Menu: View, Msg: state.TuneReading{Tune: state.TuneFullWidth}},
		{ID: "reading.tight", Title: "Line spacing: tight", Menu: View, Msg: state.TuneReading{Tune: state.TuneTight}},
		{ID: "reading.normal", Title: "Line spacing: normal", Menu: View, Msg: state.TuneReading{Tune: state.TuneNormal}},
		{ID: "reading.wide", Title: "Line spacing: wide", Menu: View, Msg: state.TuneReading{Tune: state.TuneWide}},
		{ID: "reading.serif", Title: "Latin, Greek and Cyrillic letters with or without serifs", Menu: View, Msg: state.TuneReading{Tune: state.TuneSerif}},
		{ID: "reading.naskh", Title: "Arabic letters in Naskh or sans", Menu: View, Msg: state.TuneReading{Tune: state.TuneNaskh}},
		{ID: "order.number", Title: "Sort the list as imported", Menu: View, Msg: state.SetOrder{Order: state.OrderNumber}, Why: needsRows},
		{ID: "order.title", Title: "Sort the list by title", Menu: View, Msg: state.SetOrder{Order: state.OrderTitle}, Why: needsRows},
		{ID: "order.corrections", Title: "Sort the list by expected corrections", Menu: View, Msg: state.SetOrder{Order: state.OrderCorrections}, Why: needsRows},
		{ID: "hidden", Title: "Show hidden characters", Menu: View, Keys: []Key{"Ctrl+Shift+H"}, Msg: state.ShowHidden{}},
		{ID: "theme.light", Title: "Light colours", Menu: View, Msg: state.SetTheme{Theme: state.ThemeLight}},
		{ID: "theme.dark", Title: "Dark colours", Menu: View, Msg: state.SetTheme{Theme: state.ThemeDark}},
		{ID: "theme.light.contrast", Title: "High contrast, light", Menu: View, Msg: state.SetTheme{Theme: state.ThemeLightContrast}},
		{ID: "theme.dark.contrast", Title: "High contrast, dark", Menu: View, Msg: state.SetTheme{Theme: state.ThemeDarkContrast}},
		{ID: "theme.system", Title: "Colours of the system", Menu: View, Msg: state.SetTheme{Theme: state.ThemeSystem}},
	}
}

func help() []Command {
	return []Command{
		{ID: "keys", Title: "Key sheet", Menu: Help, Keys: []Key{"F1"}, Msg: dialog(state.DialogKeys)},
		{ID: "palette", Title: "Command palette", Menu: Help, Keys: []Key{"Ctrl+Shift+P"}, Msg: dialog(state.DialogPalette)},
		{ID: "about", Title: "About Rubricator", Menu: Help, Msg: dialog(state.DialogAbout)},
	}
}

func dialog(d state.Dialog) state.Msg { return state.OpenDialog{Dialog: d} }

func needsProject(s state.State) string {
	if s.Project.Path == "" {
		return "no project is open: Ctrl+O opens one, Ctrl+N makes one"
	}
	return ""
}

func needsRows(s state.State) string {
	if why := needsProject(s); why != "" {
		return why
	}
	if s.List.Rows.Len() == 0 {
		return "the project has no articles: Ctrl+I imports some"
	}
	return ""
}

func needsShown(s state.State) string {
	if why := needsRows(s); why != "" {
		return why
	}
	if len(s.List.Visible) == 0 {
		return "the list shows no articles"
	}
	return ""
}

func needsJob(s state.State) string {
	if s.Job == nil {
		return "no step over many articles is under way"
	}
	return ""
}

func needsArticle(s state.State) string {
	if why := needsRows(s); why != "" {
		return why
	}
	if !s.HasArticle() {
		return "no article is open: choose one in the list"
	}
	return ""
}

func needsFocus(s state.State) string {
	if why := needsArticle(s); why != "" {
		return why
	}
	if s.FocusSpan().Empty() {
		return "no span is in focus: Tab goes to the next one"
	}
	return ""
}

func needsLabel(s state.State) string {
	if why := needsFocus(s); why != "" {
		return why
	}
	if _, ok := s.FocusedAnnotation(); !ok {
		return "this is only suggested: accept it first"
	}
	return ""
}

func needsFind(s state.State) string {
	if why := needsArticle(s); why != "" {
		return why
	}
	if !s.Find.Open && !s.Search.Open {
		return "the find bar is not open: Ctrl+F opens it"
	}
	return ""
}

func needsHits(s state.State) string {
	if why := needsArticle(s); why != "" {
		return why
	}
	if !s.CanLabelHits() {
		return "nothing is found to label: Ctrl+F finds words"
	}
	return ""
}

func needsFinding(s state.State) string {
	if why := needsRows(s); why != "" {
		return why
	}
	if _, ok := s.Finding(); !ok {
		return "nothing that the check found is in focus: F8 goes to the next finding"
	}
	return ""
}

func needsAlike(s state.State) string {
	if why := needsArticle(s); why != "" {
		return why
	}
	if s.Alike.Here == 0 {
		return "there is nothing more like this: label or reject something first"
	}
	return ""
}

func canUndo(s state.State) string {
	if why := needsProject(s); why != "" {
		return why
	}
	if s.Job == nil && s.Session.History.UndoWords() == "" {
		return annotate.ErrNothingToUndo.Error()
	}
	return ""
}

func canRedo(s state.State) string {
	if why := needsProject(s); why != "" {
		return why
	}
	if s.Job == nil && s.Session.History.RedoWords() == "" {
		return annotate.ErrNothingToRedo.Error()
	}
	return ""
}
