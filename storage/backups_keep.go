package storage

import (
	"slices"
	"time"
)

// Keeping says which backups stay.
type Keeping struct {
	Newest int // so many, however old
	Days   int // the last one of each of so many days, today's included
}

// UsualKeeping is what is kept unless somebody wants it otherwise.
var UsualKeeping = Keeping{Newest: 3, Days: 7}

// spare lists the backups that need not stay now that made was made. It is one of them, and always stays, so at least
// one does that was verified a moment ago. Those that the clock puts after made are of a time when it was wrong, or were
// made before it was set back: they neither count as newer nor take the place of others, and of them too the newest stay.
func (k Keeping) spare(list []Backup, made Backup) []Backup {
	list = slices.Clone(list)
	slices.SortStableFunc(list, newestFirst)
	var spare []Backup
	later, earlier, oldest := 0, 1, made.Time.AddDate(0, 0, 1-k.Days)
	first := time.Date(oldest.Year(), oldest.Month(), oldest.Day(), 0, 0, 0, 0, oldest.Location())
	days := map[string]bool{day(made.Time): true}
	for _, b := range list {
		switch {
		case b.Path == made.Path:
		case b.Time.After(made.Time):
			if later++; later > k.Newest {
				spare = append(spare, b)
			}
		default:
			last := !days[day(b.Time)] && !b.Time.Before(first)
			days[day(b.Time)] = true
			if earlier++; earlier > k.Newest && !last {
				spare = append(spare, b)
			}
		}
	}
	return spare
}

func day(t time.Time) string { return t.Format(time.DateOnly) }
