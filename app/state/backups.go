package state

import "encoding/json"

// Backups is what a person chose about the backups that the program makes by itself. It is kept as JSON.
type Backups struct {
	Off     bool   `json:"off"`
	Minutes int    `json:"minutes"` // between two, while something changes
	Newest  int    `json:"newest"`  // how many stay, however old; the last one of each of seven days stays as well
	Folder  string `json:"folder"`  // "" is beside the project
}

// UsualBackups is what holds before anybody changes it.
func UsualBackups() Backups { return Backups{Minutes: 20, Newest: 3} }

const backupsSetting = "backups"

// ReadBackups takes Backups from the setting that Update asked to remember. What is no such setting is the usual.
func ReadBackups(setting string) Backups {
	b := UsualBackups()
	if json.Unmarshal([]byte(setting), &b) != nil {
		return UsualBackups()
	}
	b.Minutes, b.Newest = min(max(b.Minutes, 1), 24*60), min(max(b.Newest, 1), 100)
	return b
}

// SetBackups takes other choices about backups into use.
type SetBackups struct{ Backups Backups }

// KeepBackups follows the choices about backups from now on.
type KeepBackups struct{}

func (SetBackups) msg()     {}
func (KeepBackups) effect() {}

func setBackups(s State, b Backups) (State, []Effect) {
	s.Backups = b
	data, err := json.Marshal(b)
	if err != nil {
		return say(s, "the setting cannot be kept: "+err.Error(), true)
	}
	return s, []Effect{Remember{backupsSetting, string(data)}, KeepBackups{}}
}
