package pages

import "io"

const blockLen = 16 << 10 // bytes

// ahead reads a file in blocks and keeps 16 MiB of them: the pages of a tree stand mostly near each other.
type ahead struct {
	r      io.ReaderAt
	size   int64
	blocks [1024]block
}

type block struct {
	at   int64 // number of the block + 1
	data []byte
}

// read fills b from the file, or says why it cannot.
func (a *ahead) read(b []byte, at int64) error {
	if at < 0 || at+int64(len(b)) > a.size {
		return io.ErrUnexpectedEOF
	}
	if len(b) > blockLen {
		_, err := a.r.ReadAt(b, at)
		return err
	}
	for len(b) > 0 {
		data, err := a.block(at / blockLen)
		if err != nil {
			return err
		}
		from := at % blockLen
		if from >= int64(len(data)) {
			return io.ErrUnexpectedEOF
		}
		n := copy(b, data[from:])
		b, at = b[n:], at+int64(n)
	}
	return nil
}

func (a *ahead) block(number int64) ([]byte, error) {
	b := &a.blocks[number%int64(len(a.blocks))]
	if b.at == number+1 {
		return b.data, nil
	}
	if b.data == nil {
		b.data = make([]byte, blockLen)
	}
	start := number * blockLen
	b.data = b.data[:min(blockLen, a.size-start)]
	if _, err := a.r.ReadAt(b.data, start); err != nil {
		b.at = 0
		return nil, err
	}
	b.at = number + 1
	return b.data, nil
}
