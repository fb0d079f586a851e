package storage

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"rubricator/storage/internal/pages"
)

// Way is a way to a whole project out of a damaged file.
type Way string

const (
	FromFreelist Way = "freelist" // all pages but the list of free ones are in order: a new list is made
	FromPrevious Way = "previous" // the newest state that is whole, which is that before the last change
	FromBackup   Way = "backup"   // the newest backup that is whole
	FromSalvage  Way = "salvage"  // every value whose checksum is right, from wherever it is
)

// Ways are all, in the order in which they are preferred where they lose equally much.
var Ways = []Way{FromFreelist, FromPrevious, FromBackup, FromSalvage}

// Amount is how much a project holds, or lacks.
type Amount struct {
	Documents int
	Steps     int // entries of the journal: changes, imports, removals
}

// Offer is one way that is open, with what it costs.
type Offer struct {
	Way    Way
	Backup Backup // that it restores, with FromBackup
	Holds  Amount
	Loses  Amount // of what is known to have been in the file
}

// Words say for people what the offer does and what it loses.
func (o Offer) Words() string { return o.Does() + ": " + o.Cost() }

// Does says for people what the offer does.
func (o Offer) Does() string {
	switch o.Way {
	case FromFreelist:
		return "make a new list of the free pages"
	case FromPrevious:
		return "take the newest state that is whole, one change back at most"
	case FromBackup:
		return "restore the backup of " + o.Backup.Time.Local().Format("2 January 2006, 15:04")
	}
	return "save every value that is whole"
}

// Cost says for people what the offer loses.
func (o Offer) Cost() string {
	lost := lossWords(o.Loses)
	switch {
	case lost == "":
		return fmt.Sprintf("nothing is lost of %s and %s", manyOf(o.Holds.Documents, "document"), manyOf(o.Holds.Steps, "step"))
	case o.Way == FromSalvage && o.Loses.Documents == 0:
		return "it loses " + lost + " of the history; labels stay as they were last stored, where that can be read"
	}
	return "it loses " + lost
}

func lossWords(a Amount) string {
	var parts []string
	if a.Documents > 0 {
		parts = append(parts, manyOf(a.Documents, "document"))
	}
	if a.Steps > 0 {
		parts = append(parts, manyOf(a.Steps, "step"))
	}
	return strings.Join(parts, " and ")
}

// manyOf is a number with the word for what it counts.
func manyOf(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// Diagnosis is what is wrong with a file, and what can be done.
type Diagnosis struct {
	Path   string
	Faults []Fault // what is wrong; none where every page and every checksum is right
	Knows  Amount  // of what there are traces in the file
	Offers []Offer // the best first
}

// Stage tells how far a long look or a recovery is: what it does now, and how much of that is done. It may be nil.
type Stage func(words string, done, total int)

func (s Stage) of(words string) func(done, total uint64) {
	if s == nil {
		return nil
	}
	return func(done, total uint64) { s(words, int(done), int(total)) }
}

// Diagnose finds out what is wrong with a project file and which ways lead to a whole project, without changing anything
// and without mapping the file into memory, whatever is in it. Backups are candidates for restoring, the newest first;
// Backups lists them. The error is about the look, such as ErrMissing, ErrLocked or a cancelled ctx.
func Diagnose(ctx context.Context, path string, backups []Backup, progress Stage) (Diagnosis, error) {
	d := &diagnosis{Diagnosis: Diagnosis{Path: path}, ctx: ctx, progress: progress}
	if err := d.look(backups); err != nil {
		return Diagnosis{}, fmt.Errorf("diagnose %q: %w", path, err)
	}
	return d.Diagnosis, nil
}

type diagnosis struct {
	Diagnosis
	ctx      context.Context
	progress Stage
}

func (d *diagnosis) look(backups []Backup) error {
	f, size, err := openFile(d.Path)
	if errors.Is(err, ErrNotProject) { // an empty file is what is left of some projects
		d.fault("file", err)
		return d.backup(backups)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if err := share(d.ctx, f, Options{}.wait()); err != nil {
		return locked(f, size, err)
	}
	defer release(f)
	if err := d.whole(f, size); err != nil || len(d.Faults) == 0 {
		return err
	}
	if err := d.previous(f, size); err != nil {
		return err
	}
	if err := d.salvage(f, size); err != nil {
		return err
	}
	if err := d.backup(backups); err != nil {
		return err
	}
	d.rank()
	return nil
}

func (d *diagnosis) fault(where string, err error) {
	if len(d.Faults) < maxFaults {
		d.Faults = append(d.Faults, Fault{where, strings.TrimPrefix(err.Error(), ErrDamaged.Error()+": ")})
	}
}

// whole looks at the file as it would be opened: its headers, all pages, every checksum. Where only the list of free pages
// is broken, a new one can be made.
func (d *diagnosis) whole(f *os.File, size int64) error {
	for _, err := range pages.Faults(f) {
		d.fault("file", err)
	}
	meta, err := pages.Newest(f, size)
	if err != nil {
		d.fault("file", fromPages(err))
		return nil
	}
	c := newCensus()
	how := pages.How{Context: d.ctx, Header: meta, Progress: d.progress.of("reading the file"), Value: c.value}
	err = pages.Verify(f, size, how)
	for _, fault := range c.faults {
		d.fault(fault.Where, errors.New(fault.What))
	}
	way := FromPrevious // what counts of the headers is whole
	if errors.Is(err, pages.ErrDamaged) {
		d.fault("file", err)
		way = FromFreelist
		c, err = take(d.ctx, f, size, meta, d.progress.of("reading the file without its free pages"))
	}
	if err != nil || c == nil || len(c.faults) > 0 {
		return err
	}
	sense, err := d.sense()
	if err == nil && sense && len(d.Faults) > 0 {
		d.Offers = append(d.Offers, Offer{Way: way, Holds: c.amount()})
	}
	return err
}

// sense reports whether what stands on pages in order fits together: some may be of another time than the others. The
// database may map such a file; reading, it does not touch the list of free pages.
func (d *diagnosis) sense() (bool, error) {
	db, err := openDatabase(d.Path, Options{ReadOnly: true})
	if err != nil {
		return false, err
	}
	p := &Project{path: d.Path, options: Options{ReadOnly: true}, db: db}
	c := &checker{project: p}
	f, err := p.format()
	if err == nil && f.Format == formatNow {
		err = c.all(d.ctx, func(done, total int) {
			if d.progress != nil {
				d.progress("checking", done, total)
			}
		})
	}
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotProject) {
		c.fault("file", "%v", err)
		err = nil
	}
	for _, fault := range c.faults {
		d.fault(fault.Where, errors.New(fault.What))
	}
	return len(c.faults) == 0, errors.Join(err, p.shut())
}

// take reads all that a header reaches, but for the free pages. It is nil where anything of it is broken.
func take(ctx context.Context, r io.ReaderAt, size int64, from pages.Meta, progress func(done, total uint64)) (*census, error) {
	c := newCensus()
	err := pages.Verify(r, size, pages.How{Context: ctx, Header: from, WithoutFree: true, Progress: progress, Value: c.value})
	if errors.Is(err, pages.ErrDamaged) || err == nil && len(c.faults) > 0 {
		return nil, nil
	}
	return c, err
}

// previous looks at the state before the last change, which stands in the file until the next but one.
func (d *diagnosis) previous(f *os.File, size int64) error {
	list := pages.Headers(f, size)
	if len(list) == 0 || slices.ContainsFunc(d.Offers, func(o Offer) bool { return o.Way == FromPrevious }) {
		return nil
	}
	c, err := take(d.ctx, f, size, list[len(list)-1], d.progress.of("reading the state before the last change"))
	if c != nil && err == nil {
		d.Offers = append(d.Offers, Offer{Way: FromPrevious, Holds: c.amount()})
	}
	return err
}

// salvage counts what can be found at all.
func (d *diagnosis) salvage(f *os.File, size int64) error {
	c := newCensus()
	_, err := pages.Scan(d.ctx, f, size, d.progress.of("looking for what is whole"), func(p pages.Pair) error {
		if name, ok := owner(p); ok {
			return c.value([]byte(name), p.Key, p.Value)
		}
		return nil
	})
	if err != nil {
		return err
	}
	d.Knows = c.known()
	if holds := c.amount(); holds != (Amount{}) {
		d.Offers = append(d.Offers, Offer{Way: FromSalvage, Holds: holds})
	}
	return nil
}

// backup looks for the newest backup that is whole.
func (d *diagnosis) backup(list []Backup) error {
	for i, b := range list {
		f, size, err := openFile(b.Path)
		if err != nil {
			continue // one that cannot be read is none
		}
		var c *census
		if meta, errMeta := pages.Newest(f, size); errMeta == nil {
			c, err = take(d.ctx, f, size, meta, d.progress.of(fmt.Sprintf("reading backup %d of %d", i+1, len(list))))
		}
		f.Close()
		if err != nil {
			return err
		}
		if c != nil {
			d.Offers = append(d.Offers, Offer{Way: FromBackup, Backup: b, Holds: c.amount()})
			return nil
		}
	}
	return nil
}

// rank puts the offers in order: who loses least comes first.
func (d *diagnosis) rank() {
	for _, o := range d.Offers { // a backup may hold what the file has lost every trace of
		d.Knows = Amount{max(d.Knows.Documents, o.Holds.Documents), max(d.Knows.Steps, o.Holds.Steps)}
	}
	for i := range d.Offers {
		o := &d.Offers[i]
		o.Loses = Amount{d.Knows.Documents - o.Holds.Documents, d.Knows.Steps - o.Holds.Steps}
	}
	slices.SortStableFunc(d.Offers, func(a, b Offer) int {
		return cmp.Or(cmp.Compare(a.Loses.Documents, b.Loses.Documents), cmp.Compare(a.steps(), b.steps()),
			cmp.Compare(slices.Index(Ways, a.Way), slices.Index(Ways, b.Way)))
	})
}

// steps is by how many lost steps an offer is judged. Salvage may lose a title or a suggestion as well, which nobody
// counts, so one step less is better than that.
func (o Offer) steps() int {
	if o.Way == FromSalvage {
		return o.Loses.Steps + 1
	}
	return o.Loses.Steps
}

// census counts what is found.
type census struct {
	faults []Fault
	packs  map[uint64]bool    // of texts
	heads  map[textKey]uint64 // of documents: the pack in which the text lies
	traces map[textKey]uint64 // the number of the document
	steps  map[stepKey]bool
	last   map[uint32]uint64 // number of the newest step of each actor
	header header            // that was read last
}

type stepKey struct {
	actor uint32
	seq   uint64
}

func newCensus() *census {
	return &census{packs: map[uint64]bool{}, heads: map[textKey]uint64{}, traces: map[textKey]uint64{}, steps: map[stepKey]bool{}, last: map[uint32]uint64{}}
}

// value takes one pair in.
func (c *census) value(name, key, value []byte) error {
	b := named(string(name))
	_, payload, err := b.open(key, value)
	if err != nil && len(c.faults) < maxFaults {
		c.faults = append(c.faults, Fault{"bucket " + b.name, strings.TrimPrefix(err.Error(), ErrDamaged.Error()+": ")})
	}
	if err != nil {
		return nil
	}
	switch {
	case b.name == journal.name && len(key) == 12:
		at := stepKey{binary.BigEndian.Uint32(key), binary.BigEndian.Uint64(key[4:])}
		c.steps[at] = true
		c.last[at.actor] = max(c.last[at.actor], at.seq)
	case b.name == texts.name && len(key) == 8:
		c.packs[binary.BigEndian.Uint64(key)] = true
	case b.name == textsOf1 && len(key) == 16:
		c.packs[0], c.heads[textKey(key)] = true, 0 // each text for itself
	case b.name == headers.name:
		if decodeHeader(string(payload), &c.header) == nil {
			c.heads[c.header.textKey()] = c.header.packed.pack
		}
	case b.name == hashes.name && len(key) == 16 && len(payload) == 8:
		c.traces[textKey(key)] = binary.BigEndian.Uint64(payload)
	}
	return nil
}

// textsOf1 is the table of texts in format 1.
const textsOf1 = "t"

// amount is what is whole. A document whose header is lost is, if a pack is there in which its text must lie.
func (c *census) amount() (a Amount) {
	for _, pack := range c.heads {
		if c.packs[pack] {
			a.Documents++
		}
	}
	packs := slices.Sorted(maps.Keys(c.packs))
	for key, docNo := range c.traces {
		if _, ok := c.heads[key]; !ok && len(packs) > 0 && packs[0] <= docNo {
			a.Documents++
		}
	}
	a.Steps = len(c.steps)
	return a
}

// known is of what there are traces.
func (c *census) known() Amount {
	a := Amount{Documents: len(c.heads)}
	for key := range c.traces {
		if _, ok := c.heads[key]; !ok {
			a.Documents++
		}
	}
	for _, last := range c.last {
		a.Steps += int(last)
	}
	return a
}

// owner finds the bucket to which a pair belongs: the checksum knows it, wherever the pair was found.
func owner(p pages.Pair) (name string, ok bool) {
	if p.Bucket != nil {
		_, _, err := named(string(p.Bucket)).open(p.Key, p.Value)
		return string(p.Bucket), err == nil
	}
	for _, b := range buckets {
		if _, _, err := b.open(p.Key, p.Value); err == nil {
			return b.name, true
		}
	}
	return "", false
}
