package export

import (
	"bytes"
	"io"
	"maps"
	"runtime"
	"slices"
	"sync"
)

// A part is a stretch of the records that is made, checked and hashed by itself, on another core. Parts are put together in
// the order of the records, so that the export is the same to the byte on any number of cores.
type part struct {
	list  []Record
	text  int // bytes of their texts
	run   *run
	files partFiles
	wrote int // records that were asked for
	err   error
	ended chan struct{}
}

const (
	partRecords = 64
	partBytes   = 256 << 10 // of text
	// partsBytes is how much text is under way at most, but for one part.
	partsBytes = 16 << 20
)

// parts are those under way, oldest first.
type parts struct {
	*run
	list []*part
	text int // bytes
	done int // records
}

// inParts makes many records at a time.
func (r *run) inParts(src Source) error {
	p := &parts{run: r}
	defer p.wait()
	next := &part{}
	for rec, err := range src {
		if err != nil {
			return p.stop(err)
		}
		next.list, next.text = append(next.list, rec), next.text+len(rec.Document.Text.String())
		if len(next.list) < partRecords && next.text < partBytes {
			continue
		}
		if err := p.start(next); err != nil {
			return err
		}
		next = &part{}
	}
	if err := p.start(next); err != nil {
		return err
	}
	return p.takeTo(0)
}

// start begins a part as soon as there is room for it.
func (p *parts) start(next *part) error {
	most := 2 * runtime.GOMAXPROCS(0)
	for len(p.list) > 0 && (len(p.list) >= most || p.text+next.text > partsBytes) {
		if err := p.takeTo(len(p.list) - 1); err != nil {
			return err
		}
	}
	next.ended, next.files = make(chan struct{}), partFiles{}
	next.run = p.part(next.files)
	p.list, p.text = append(p.list, next), p.text+next.text
	go next.make()
	return nil
}

// part is a run for some of the records, into files of its own.
func (r *run) part(files partFiles) *run {
	return &run{opts: r.opts, format: r.format, main: r.main, stage: files, begun: map[string]bool{r.provenanceName(): true}, gathered: newGathered()}
}

func (p *part) make() {
	defer close(p.ended)
	w := p.run.format.open(p.run)
	for _, rec := range p.list {
		wrote, err := p.run.one(w, rec)
		if err != nil {
			p.err = err
			return
		}
		p.wrote += wrote
	}
}

// takeTo puts the oldest parts into the export until so many are left.
func (p *parts) takeTo(left int) error {
	for len(p.list) > left {
		next := p.list[0]
		<-next.ended
		p.list, p.text = p.list[1:], p.text-next.text
		if err := p.take(next); err != nil {
			return err
		}
	}
	return nil
}

func (p *parts) take(next *part) error {
	defer next.files.release()
	p.gather(next.run.gathered)
	if next.err != nil {
		return next.err
	}
	for _, name := range slices.Sorted(maps.Keys(next.files)) {
		if err := p.copy(name, next.files[name].Bytes()); err != nil {
			return err
		}
	}
	p.progress(&p.done, next.wrote)
	return nil
}

func (r *run) copy(name string, data []byte) error {
	if name == r.provenanceName() {
		return r.provenanceRows(data)
	}
	r.begun[name] = true
	out, err := r.stage.create(name)
	if err == nil {
		_, err = out.Write(data)
	}
	return err
}

// stop ends with err, or with what went wrong in a record before it.
func (p *parts) stop(err error) error {
	if before := p.takeTo(0); before != nil {
		return before
	}
	return err
}

// wait lets those under way end: nobody reads a source's records once its reader has returned.
func (p *parts) wait() {
	for _, next := range p.list {
		<-next.ended
	}
}

// partFiles are what a part has to say to each file.
type partFiles map[string]*bytes.Buffer

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (f partFiles) create(name string) (io.Writer, error) {
	if f[name] == nil {
		f[name] = buffers.Get().(*bytes.Buffer)
	}
	return f[name], nil
}

// release gives the buffers back.
func (f partFiles) release() {
	for _, b := range f {
		b.Reset()
		buffers.Put(b)
	}
}

func (partFiles) seal(string) error                 { return nil }
func (partFiles) sealed() ([]File, error)           { return nil, nil }
func (partFiles) commit() ([]File, []string, error) { return nil, nil, nil }
func (partFiles) discard()                          {}
