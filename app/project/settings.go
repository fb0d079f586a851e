package project

import (
	"encoding/json"
	"fmt"

	"rubricator/annotate/suggest"
)

// suggestSetting names the project's settings of its suggestions in the file. A program that does not know it leaves it be.
const suggestSetting = "suggest"

// Settings are what the project's people chose about its suggestions, as they are in use.
func (p *Project) Settings() suggest.Settings {
	p.learning.Lock()
	defer p.learning.Unlock()
	return p.settings
}

// Use takes settings into use, from the next Suggest on. What was learnt stays, so where they are Shared and those before
// were not, or the other way round, BeginAnew and Learn have to follow.
func (p *Project) Use(s suggest.Settings) {
	p.learning.Lock()
	defer p.learning.Unlock()
	p.settings = s
	p.engine.Load().Configure(s)
}

// BeginAnew forgets all that was learnt.
func (p *Project) BeginAnew() {
	p.learning.Lock()
	defer p.learning.Unlock()
	e := suggest.New()
	e.Add(p.model)
	e.Configure(p.settings)
	p.engine.Store(e)
	p.answers.Store(0)
}

// StoreSettings keeps settings in the project's file.
func (p *Project) StoreSettings(s suggest.Settings) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return p.store.SetSetting(suggestSetting, string(data))
}

// readSettings takes the settings in the file into use.
func (p *Project) readSettings() error {
	data, err := p.store.Setting(suggestSetting)
	if err != nil || data == "" {
		return err
	}
	var s suggest.Settings
	if err := json.Unmarshal([]byte(data), &s); err != nil {
		return fmt.Errorf("settings of the suggestions %q: %w; open the project with the program that wrote them", data, err)
	}
	p.Use(s)
	return nil
}
