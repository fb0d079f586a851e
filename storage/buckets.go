package storage

import (
	"encoding/binary"
	"encoding/json"
	"hash/crc32"

	bolt "go.etcd.io/bbolt"
)

// bucket is one table of the file. Keys are big-endian, so that they sort as numbers.
type bucket struct {
	name string
	seed uint32 // checksum of the name
}

func named(name string) bucket {
	return bucket{name, crc32.Checksum([]byte(name), castagnoli)}
}

// The tables. docNo is a document's number in this file, in the order in which it came into it.
var (
	metas       = named("m")  // name -> JSON: what the file is
	settings    = named("c")  // name -> text
	headers     = named("d")  // docNo u64 -> header
	extras      = named("x")  // docNo u64 -> JSON: metadata of the document, where it has any
	texts       = named("p")  // docNo u64 -> the texts of some documents, the first of which has that number (see pack.go)
	hashes      = named("h")  // first 16 bytes of the text's SHA-256 -> docNo u64
	ids         = named("u")  // document ID -> docNo u64; hidden ones have none
	works       = named("s")  // layer u16, docNo u64 -> current work of that annotator
	suggestions = named("g")  // docNo u64 -> stored suggestions
	journal     = named("e")  // actor u32, seq u64 -> event
	histories   = named("ed") // docNo u64, clock, actor, seq (see historyKey) -> layer u16; 0 is of the document itself
)

var buckets = []bucket{metas, settings, headers, extras, texts, hashes, ids, works, suggestions, journal, histories}

type textKey = [16]byte

func key64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func workKey(layer uint16, docNo uint64) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint16(nil, layer), docNo)
}

func eventKey(actor uint32, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(nil, actor), seq)
}

// store is one database transaction, with the frames around the values taken care of.
type store struct {
	*bolt.Tx
	packs *packs // nil in a writing transaction
}

func (s store) bucket(b bucket) (*bolt.Bucket, error) {
	if found := s.Bucket([]byte(b.name)); found != nil {
		return found, nil
	}
	return nil, damaged("bucket %s is gone", b.name)
}

// get reads a payload; ok is false when nothing has that key.
func (s store) get(b bucket, key []byte) (payload string, ok bool, err error) {
	table, err := s.bucket(b)
	if err != nil {
		return "", false, err
	}
	value := table.Get(key)
	if value == nil {
		return "", false, nil
	}
	payload, err = b.unseal(key, value)
	return payload, err == nil, err
}

func (s store) put(b bucket, key, payload []byte) error {
	return s.putSealed(b, key, b.seal(key, payload))
}

func (s store) putSealed(b bucket, key, value []byte) error {
	table, err := s.bucket(b)
	if err != nil {
		return err
	}
	if b.name == journal.name || b.name == headers.name || b.name == texts.name {
		table.FillPercent = 0.95 // keys only grow
	}
	return table.Put(key, value)
}

func (s store) delete(b bucket, key []byte) error {
	table, err := s.bucket(b)
	if err != nil {
		return err
	}
	return table.Delete(key)
}

func (s store) getJSON(b bucket, name string, v any) (ok bool, err error) {
	payload, ok, err := s.get(b, []byte(name))
	if err != nil || !ok {
		return false, err
	}
	if err := json.Unmarshal([]byte(payload), v); err != nil {
		return false, damaged("bucket %s, key %s: %w", b.name, name, err)
	}
	return true, nil
}

func (s store) putJSON(b bucket, name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.put(b, []byte(name), data)
}

// number reads a docNo from an index.
func (s store) number(b bucket, key []byte) (docNo uint64, ok bool, err error) {
	payload, ok, err := s.get(b, key)
	if err != nil || !ok {
		return 0, false, err
	}
	if len(payload) != 8 {
		return 0, false, damaged("bucket %s, key %x: %d bytes are no number", b.name, key, len(payload))
	}
	return binary.BigEndian.Uint64([]byte(payload)), true, nil
}
