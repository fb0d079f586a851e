package suggest

// Add lets the engine ask one more suggester, after those it has. It is called before the first Suggest.
func (e *Engine) Add(s Suggester) { e.suggesters = append(e.suggesters, s) }
