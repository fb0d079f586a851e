package dialogs

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/theme"
)

func recoverModel() RecoverModel {
	return RecoverModel{
		Name: "harbour.rubric",
		Damage: []string{"file: page 812 has keys out of order: 0004, 0002", "bucket t, key 5f: checksum 0a0b0c0d, stored 0d0c0b0a",
			"bucket t, key 60: checksum 11223344, stored 44332211"},
		Offers: []RecoverOffer{
			{"save every value that is whole", "it loses 17 steps of the history; labels stay as they were last stored, where that can be read"},
			{"restore the backup of 22 November 2026, 17:40", "it loses 341 steps"},
			{"take the newest state that is whole, one change back at most", "it loses 2 documents and 412 steps"},
		},
		Proposed: "/work/harbour-recovered.rubric",
	}
}

func TestPicturesOfRecovery(t *testing.T) {
	for look, variant := range looks {
		st := newStage(t, variant, 900, 640)
		Recover(st.Host, recoverModel())
		golden(t, "recover-"+look, st)
		st = newStage(t, variant, 900, 640)
		Damaged(st.Host, 3, func() {})
		golden(t, "damaged-"+look, st)
	}
	st := newStage(t, theme.Light, 900, 640)
	m := recoverModel()
	m.Offers = nil
	Recover(st.Host, m)
	golden(t, "recover-nothing", st)
	st = newStage(t, theme.Light, 900, 640)
	ReadOnly(st.Host, `open project "/work/harbour.rubric": the project file may not be written; open it for reading, or ask the owner of the file`, func() {})
	golden(t, "readonly", st)
}

// TestRecoveryByKeys takes an offer with the keyboard alone.
func TestRecoveryByKeys(t *testing.T) {
	taken, place, left := -1, "", 0
	open := func() *stage {
		st := newStage(t, theme.Light, 900, 640)
		m := recoverModel()
		m.Recover = func(i int, to string) { taken, place = i, to }
		m.Left = func() { left++ }
		Recover(st.Host, m)
		return st
	}
	st := open()
	st.press(t, fyne.KeyReturn)
	if st.gone(t); taken != 0 || place != "/work/harbour-recovered.rubric" {
		t.Errorf("Return takes offer %d to %q", taken, place)
	}
	st = open()
	st.press(t, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if st.gone(t); taken != 2 {
		t.Errorf("after Down, Down, Return it is offer %d", taken)
	}
	st = open()
	entryCalled(t, st, "Recovered project").SetText("/else/where.rubric")
	test.Tap(chip(t, st, "Recover"))
	if st.gone(t); taken != 0 || place != "/else/where.rubric" {
		t.Errorf("it takes offer %d to %q", taken, place)
	}
	taken = -1
	st = open()
	st.press(t, fyne.KeyEscape)
	if st.gone(t); taken != -1 || left != 1 {
		t.Errorf("Esc takes offer %d and leaves %d times", taken, left)
	}
	st = open()
	test.Tap(chip(t, st, "What is wrong"))
	shows(t, st, "3 faults in “harbour.rubric”")
	st.press(t, fyne.KeyEscape)
	shows(t, st, "The recovered project becomes")
}
