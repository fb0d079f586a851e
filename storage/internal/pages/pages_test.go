package pages

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// database is a file with branches, long values, nested buckets and free pages.
func database(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "db")
	db, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: Size, FreelistType: bolt.FreelistMapType})
	if err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		err = errors.Join(err, db.Update(func(tx *bolt.Tx) error {
			for _, name := range []string{"many", "long", "small"} {
				if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
					return err
				}
			}
			for i := range 2000 {
				if err := tx.Bucket([]byte("many")).Put(fmt.Appendf(nil, "key %d", i*(round+1)), make([]byte, i%50)); err != nil {
					return err
				}
			}
			long := make([]byte, 20_000)
			return errors.Join(tx.Bucket([]byte("long")).Put([]byte{byte(round)}, long), tx.Bucket([]byte("small")).Put([]byte("a"), []byte("b")))
		}))
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func verify(b []byte) error { return Verify(bytes.NewReader(b), int64(len(b)), How{}) }

func TestWholeFilePasses(t *testing.T) {
	b := database(t)
	if err := verify(b); err != nil {
		t.Error(err)
	}
	if list := Faults(bytes.NewReader(b)); len(list) != 0 {
		t.Error(list)
	}
}

func TestVerifyNamesTheDamage(t *testing.T) {
	whole := database(t)
	meta, err := Newest(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	root := func(b []byte) []byte { return b[int64(meta.Root)*Size:] }
	// branch is the root of the bucket with many keys, which is in use.
	branch := func(b []byte) []byte {
		for at := headLen; ; at += elementLen {
			e := root(b)[at:]
			pos, ksize := binary.LittleEndian.Uint32(e[4:]), binary.LittleEndian.Uint32(e[8:])
			if string(e[pos:pos+ksize]) == "many" {
				return b[binary.LittleEndian.Uint64(e[pos+ksize:])*Size:]
			}
		}
	}
	le := binary.LittleEndian
	for says, change := range map[string]func(b []byte){
		"says that it is page 7":    func(b []byte) { le.PutUint64(branch(b), 7) },
		"in place of a leaf":        func(b []byte) { le.PutUint16(branch(b)[8:], 0x20) },
		"leads nowhere":             func(b []byte) { le.PutUint16(branch(b)[10:], 0) },
		"announces 65535 elements":  func(b []byte) { le.PutUint16(branch(b)[10:], 65535) },
		"more pages lies outside":   func(b []byte) { le.PutUint32(branch(b)[12:], 1<<30) },
		"is used twice":             func(b []byte) { le.PutUint64(branch(b)[headLen+8:], meta.Root) },
		"lies outside the":          func(b []byte) { le.PutUint64(branch(b)[headLen+8:], 1<<40) },
		"an element outside itself": func(b []byte) { le.PutUint32(branch(b)[headLen:], 1<<30) },
		"keys out of order": func(b []byte) {
			copy(branch(b)[headLen:headLen+elementLen], branch(b)[headLen+elementLen:headLen+2*elementLen])
			le.PutUint32(branch(b)[headLen:], le.Uint32(branch(b)[headLen:])+elementLen)
		},
		"belongs to another page": func(b []byte) {
			first := le.Uint64(branch(b)[headLen+8:])
			copy(branch(b)[headLen+8:headLen+16], branch(b)[headLen+elementLen+8:headLen+elementLen+16])
			le.PutUint64(branch(b)[headLen+elementLen+8:], first)
		},
		"not a list of free pages": func(b []byte) { le.PutUint16(b[meta.Freelist*Size+8:], flagLeaf) },
		"announces 60000 free":     func(b []byte) { le.PutUint16(b[meta.Freelist*Size+10:], 60000) },
		"an element of type":       func(b []byte) { le.PutUint32(root(b)[headLen:], 8) },
	} {
		b := bytes.Clone(whole)
		change(b)
		if err := verify(b); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), says) {
			t.Errorf("want %q: %v", says, err)
		}
	}
}

func TestHeaders(t *testing.T) {
	whole := database(t)
	good, err := Newest(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	other := Meta{}
	for i := range 2 {
		b := bytes.Clone(whole)
		b[i*Size+headLen+50] ^= 1
		m, err := Newest(bytes.NewReader(b), int64(len(b)))
		if err != nil || len(Faults(bytes.NewReader(b))) != 1 {
			t.Errorf("header %d broken: %v", i, err)
		}
		if m != good {
			other = m
		}
	}
	if other.Txid != good.Txid-1 {
		t.Errorf("without the newest header transaction %d counts, not %d", other.Txid, good.Txid-1)
	}
	for says, change := range map[string]func(m []byte){
		"page size of 100": func(m []byte) { binary.LittleEndian.PutUint32(m[8:], 100) },
		"as the root":      func(m []byte) { binary.LittleEndian.PutUint64(m[16:], 1) },
		"list of free":     func(m []byte) { binary.LittleEndian.PutUint64(m[32:], noFreelist) },
		"the end is cut":   func(m []byte) { binary.LittleEndian.PutUint64(m[40:], 1<<30) },
		"version 3":        func(m []byte) { binary.LittleEndian.PutUint32(m[4:], 3) },
	} {
		b := bytes.Clone(whole)
		for i := range 2 {
			m := b[i*Size+headLen : i*Size+headLen+metaLen]
			change(m)
			sum := fnv.New64a()
			sum.Write(m[:sumAt])
			binary.LittleEndian.PutUint64(m[sumAt:], sum.Sum64())
		}
		if _, err := Newest(bytes.NewReader(b), int64(len(b))); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), says) {
			t.Errorf("want %q: %v", says, err)
		}
	}
	for _, b := range [][]byte{make([]byte, 4*Size), []byte(strings.Repeat("text ", 4*Size))} {
		if _, err := Newest(bytes.NewReader(b), int64(len(b))); !errors.Is(err, ErrForeign) {
			t.Errorf("got %v", err)
		}
	}
}

// TestCutsAreSeen cuts the file at every page.
func TestCutsAreSeen(t *testing.T) {
	whole := database(t)
	meta, err := Newest(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range int(meta.Pages) {
		if err := verify(whole[:n*Size]); err == nil {
			t.Errorf("cut after %d pages", n)
		}
	}
}

// FuzzVerify walks broken files: it must end, and must not panic.
func FuzzVerify(f *testing.F) {
	whole := database(f)
	r := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		f.Add(uint32(r.IntN(len(whole))), byte(r.Uint32()), uint32(r.IntN(len(whole))), byte(r.Uint32()))
	}
	f.Fuzz(func(t *testing.T, at1 uint32, v1 byte, at2 uint32, v2 byte) {
		b := bytes.Clone(whole)
		b[int(at1)%len(b)], b[int(at2)%len(b)] = v1, v2
		if err := verify(b); err != nil && !errors.Is(err, ErrDamaged) {
			t.Error(err)
		}
	})
}

// TestGet reads what bbolt wrote, and nothing that it did not.
func TestGet(t *testing.T) {
	b := database(t)
	r, size := bytes.NewReader(b), int64(len(b))
	meta, err := Newest(r, size)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		bucket, key string
		length      int // -1 is not there
	}{{"small", "a", 1}, {"many", "key 0", 0}, {"many", "key 1998", 16}, {"many", "key 5997", 49}, {"long", "\x02", 20_000}, {"many", "key", -1},
		{"many", "zzz", -1}, {"small", "b", -1}, {"none", "a", -1}, {"", "", -1}} {
		value, err := Get(r, size, meta, c.bucket, c.key)
		if err != nil || c.length < 0 && value != nil || c.length >= 0 && len(value) != c.length {
			t.Errorf("%q, %q: %d bytes, %v", c.bucket, c.key, len(value), err)
		}
	}
}

// TestScanFindsEverything compares a scan of a whole file with a walk, and finds with it what lies behind a branch that is
// gone.
func TestScanFindsEverything(t *testing.T) {
	b := database(t)
	want := map[string]string{}
	err := Verify(bytes.NewReader(b), int64(len(b)), How{Value: func(bucket, k, v []byte) error {
		want[string(bucket)+"/"+string(k)] = string(v)
		return nil
	}})
	if err != nil || len(want) < 4000 {
		t.Fatal(len(want), err)
	}
	meta, err := Newest(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, spoilt := range []uint64{0, meta.Root} {
		b := bytes.Clone(b)
		if spoilt > 0 {
			clear(b[spoilt*Size : (spoilt+1)*Size])
		}
		found, named := map[string]bool{}, 0
		_, err := Scan(t.Context(), bytes.NewReader(b), int64(len(b)), nil, func(p Pair) error {
			if p.From == Reached {
				named++
			}
			found[string(p.Key)+"="+string(p.Value)] = true
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		lost := 0
		for at, value := range want {
			if _, key, _ := strings.Cut(at, "/"); !found[key+"="+value] {
				lost++
			}
		}
		if spoilt == 0 && (lost > 0 || named != len(want)) || spoilt > 0 && (lost > 1 || named > 0) { // a small bucket stands in the root itself
			t.Errorf("without page %d: %d of %d pairs lost, %d reached", spoilt, lost, len(want), named)
		}
	}
}

// FuzzScan scans broken files: it must end, and must not panic.
func FuzzScan(f *testing.F) {
	whole := database(f)
	r := rand.New(rand.NewPCG(2, 2))
	for range 100 {
		f.Add(uint32(r.IntN(len(whole))), byte(r.Uint32()), uint32(r.IntN(len(whole))), byte(r.Uint32()))
	}
	f.Fuzz(func(t *testing.T, at1 uint32, v1 byte, at2 uint32, v2 byte) {
		b := bytes.Clone(whole)
		b[int(at1)%len(b)], b[int(at2)%len(b)] = v1, v2
		if _, err := Scan(t.Context(), bytes.NewReader(b), int64(len(b)), nil, func(Pair) error { return nil }); err != nil {
			t.Error(err)
		}
		if meta, err := Newest(bytes.NewReader(b), int64(len(b))); err == nil {
			if _, err := Get(bytes.NewReader(b), int64(len(b)), meta, "many", "key 7"); err != nil && !errors.Is(err, ErrDamaged) {
				t.Error(err)
			}
		}
	})
}

// BenchmarkVerify walks a file of 100 MB: all of it with the checksums of its values, and its branches alone. Beside it,
// reading the same file from end to end, which is what any look costs.
func BenchmarkVerify(b *testing.B) {
	path := large(b)
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	sum := func(_, _, v []byte) error { crc32.Checksum(v, crc32.MakeTable(crc32.Castagnoli)); return nil }
	for name, how := range map[string]How{"all": {Value: sum}, "branches": {Branches: true}} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(info.Size())
			for b.Loop() {
				if err := Verify(f, info.Size(), how); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("read", func(b *testing.B) {
		b.SetBytes(info.Size())
		piece := make([]byte, 1<<20)
		for b.Loop() {
			if _, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, io.NewSectionReader(f, 0, info.Size()), piece); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// large is a database of 100 MB whose keys came in random order.
func large(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "large")
	db, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: Size, FreelistType: bolt.FreelistMapType, NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 3))
	value := make([]byte, 1200)
	for range 50 {
		err = errors.Join(err, db.Update(func(tx *bolt.Tx) error {
			table, err := tx.CreateBucketIfNotExists([]byte("t"))
			for range 1000 {
				for i := 0; i < len(value); i += 8 {
					binary.LittleEndian.PutUint64(value[i:], r.Uint64())
				}
				err = errors.Join(err, table.Put(bytes.Clone(value[:16]), value))
			}
			return err
		}))
	}
	if err := errors.Join(err, db.Close()); err != nil {
		b.Fatal(err)
	}
	return path
}
