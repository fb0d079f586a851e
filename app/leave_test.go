package app

import (
	"testing"
	"testing/synctest"
)

// TestNothingIsLeftForAnEndedLoop: Fyne may lose what it queues when its loop ends, and would then wait for it for ever.
func TestNothingIsLeftForAnEndedLoop(t *testing.T) {
	program := ownFolder(t)
	life, ok := program.Lifecycle().(interface {
		SetOnStoppedHookExecuted(func())
		OnStopped() func()
	})
	if !ok {
		t.Fatal("Fyne's lifecycle has other methods than it had: look at withoutStopHook")
	}
	life.SetOnStoppedHookExecuted(func() {}) // as an app with a display has it
	begin(t, program)
	if life.OnStopped() != nil {
		t.Error("Fyne has something to run after the end of its loop")
	}
}

// TestTheProgramEndsThoughTheWindowSystemDoesNot: the test's driver never ends.
func TestTheProgramEndsThoughTheWindowSystemDoesNot(t *testing.T) {
	w := begin(t, ownFolder(t))
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan int, 1)
		w.exit = func(status int) { ended <- status }
		w.leave()
		if status := <-ended; status != 0 {
			t.Errorf("it ended with %d", status)
		}
	})
}

func TestNothingComesToAWindowThatIsGoing(t *testing.T) {
	var handed []func()
	b := &batch{do: func(f func()) { handed = append(handed, f) }}
	ran := 0
	b.add(func() { ran++ })
	b.close()
	b.add(func() { ran++ })
	for _, f := range handed {
		f()
	}
	if ran != 0 || len(handed) != 1 {
		t.Errorf("%d functions ran after the end, %d were handed over, want 0 and 1", ran, len(handed))
	}
}
