package suggest

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"

	"rubricator/annotate/suggest/crf"
)

// A starter's file: the magic, the SHA-256 of what follows, then deflated: the length of the header as a varint, the header as JSON, the
// transitions as 32-bit floats, and of each row that holds anything the gap to the one before, a mask of its tags, and their weights.
const starterMagic = "rubricator starter 1\n"

// StarterHeader says what a starter is and what it learnt from.
type StarterHeader struct {
	Labels    []string `json:"labels"`
	Templates int      `json:"templates"` // version of the features; a program reads those of its own alone
	RowBits   int      `json:"rowBits"`
	Scale     float32  `json:"scale"`
	Credits   []string `json:"credits"`           // a line for each source that it learnt from
	Languages []string `json:"languages"`         // ISO 639-1
	Sentences int      `json:"sentences"`         // that it learnt from
	Licence   string   `json:"licence,omitempty"` // that the file stands under, as SPDX writes it; "" is the program's own
}

// templateVersion changes with every change of what features mean.
const templateVersion = 3

// Write writes a starter; the same starter gives the same bytes.
func (s *Starter) Write(w io.Writer) error {
	var body bytes.Buffer
	z, err := flate.NewWriter(&body, flate.BestCompression)
	if err != nil {
		return err
	}
	inside, err := s.body()
	if err != nil {
		return err
	}
	if _, err := z.Write(inside); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	sum := sha256.Sum256(body.Bytes())
	_, err = w.Write(append(append([]byte(starterMagic), sum[:]...), body.Bytes()...))
	return err
}

// body is what is deflated.
func (s *Starter) body() ([]byte, error) {
	header, err := json.Marshal(s.Header)
	if err != nil {
		return nil, err
	}
	out := append(binary.AppendUvarint(nil, uint64(len(header))), header...)
	for _, w := range s.trans {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(w))
	}
	return append(out, s.packed()...), nil
}

// packed are the rows, with a gap that leads past the last one at the end.
func (s *Starter) packed() (out []byte) {
	weights := make([]int8, s.tags().Count())
	last := -1
	for row := range s.table.rows() {
		mask := uint64(0)
		for t := range weights {
			if weights[t] = s.table.at(row, t); weights[t] != 0 {
				mask |= 1 << t
			}
		}
		if mask == 0 {
			continue
		}
		out = binary.AppendUvarint(out, uint64(row-last))
		out = binary.AppendUvarint(out, mask)
		for _, w := range weights {
			if w != 0 {
				out = append(out, byte(w))
			}
		}
		last = row
	}
	return binary.AppendUvarint(out, uint64(s.table.rows()-last))
}

// ReadStarter reads a starter's file. An error says what is wrong with it.
func ReadStarter(data []byte) (*Starter, error) {
	rest, ok := bytes.CutPrefix(data, []byte(starterMagic))
	if !ok || len(rest) < sha256.Size {
		return nil, errors.New("this is no starter file: it does not begin as one")
	}
	if sum := sha256.Sum256(rest[sha256.Size:]); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return nil, errors.New("the starter file is damaged: its check sum differs; put the original in its place")
	}
	body, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(rest[sha256.Size:])), maxStarterBody))
	if err != nil {
		return nil, fmt.Errorf("the starter file is damaged: %w", err)
	}
	return parseStarter(body, rowBits)
}

// maxStarterBody is more than a starter of 15 labels with every weight set takes, inflated, in bytes.
const maxStarterBody = 32 << 20

// maxStarterFile is the most that it takes deflated, with the magic and the check sum, in bytes.
const maxStarterFile = maxStarterBody + 1<<20

var errShortStarter = errors.New("the starter file is damaged: it ends too early")

// parseStarter reads what is inside the deflated part, with 2^rowBits rows. Room for the rows is made when all of them were found to be well.
func parseStarter(body []byte, rowBits int) (*Starter, error) {
	size, n := binary.Uvarint(body)
	if n <= 0 || size > uint64(len(body)-n) {
		return nil, errShortStarter
	}
	s := &Starter{}
	if err := json.Unmarshal(body[n:n+int(size)], &s.Header); err != nil {
		return nil, fmt.Errorf("the header of the starter file cannot be read: %w", err)
	}
	switch h := s.Header; {
	case h.Templates != templateVersion || h.RowBits != rowBits:
		return nil, fmt.Errorf("the starter file is for another version of the program: features %d with %d bits, this one has %d with %d", h.Templates, h.RowBits, templateVersion, rowBits)
	case len(h.Labels) == 0 || len(h.Labels) > 15:
		return nil, fmt.Errorf("the starter file has %d labels; 1 to 15 can be read", len(h.Labels))
	}
	if err := s.unpack(body[n+int(size):]); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Starter) unpack(data []byte) error {
	k := s.tags().Count()
	if len(data) < 4*k*k {
		return errShortStarter
	}
	s.trans = make([]float32, k*k)
	for i := range s.trans {
		w := math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		if w-w != 0 {
			return errors.New("the starter file is damaged: a transition is no number")
		}
		s.trans[i] = w
	}
	data = data[4*k*k:]
	if err := eachRow(data, k, 1<<s.Header.RowBits, func(int, uint64, []byte) {}); err != nil {
		return err
	}
	s.table = newTable(k, 1<<s.Header.RowBits)
	return eachRow(data, k, s.table.rows(), func(row int, mask uint64, weights []byte) {
		for _, w := range weights {
			s.table.set(row, bits.TrailingZeros64(mask), int8(w))
			mask &= mask - 1
		}
	})
}

// eachRow goes over packed rows of k tags: take gets the number of each, a mask of the tags that have weights, and those.
func eachRow(data []byte, k, rows int, take func(row int, mask uint64, weights []byte)) error {
	for row := -1; ; {
		gap, n := binary.Uvarint(data)
		if n <= 0 || gap == 0 || gap > uint64(rows) {
			return errShortStarter
		}
		data = data[n:]
		if row += int(gap); row >= rows {
			return nil
		}
		mask, n := binary.Uvarint(data)
		count := bits.OnesCount64(mask)
		if n <= 0 || mask>>k != 0 || count > len(data)-n {
			return errShortStarter
		}
		take(row, mask, data[n:n+count])
		data = data[n+count:]
	}
}

// tags are those of the starter's labels.
func (s *Starter) tags() crf.Tags { return crf.Tags{Labels: len(s.Header.Labels)} }
