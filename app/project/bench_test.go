package project

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/export"
)

// benchArticles is how many a benchmark moves; ARTICLES=100000 is what docs/performance.md tells of.
func benchArticles() int {
	n, err := strconv.Atoi(os.Getenv("ARTICLES"))
	if err != nil {
		return 5000
	}
	return n
}

// newsRecords is a file of canonical records of articles with twenty spans each.
func newsRecords(b *testing.B) (path string, bytes int64) {
	path = filepath.Join(b.TempDir(), "news.jsonl")
	rep, err := export.Write(b.Context(), export.Options{Format: FormatRubricator, Out: path, Schema: annotate.News()}, func(yield func(export.Record, error) bool) {
		for i := range benchArticles() {
			doc, set := annotatetest.NewsArticle(b, i)
			rec := export.Record{Document: doc, Language: "en", Direction: "ltr", Annotator: "ada", Work: annotate.Work{Annotations: set, Status: annotate.Finished}}
			if !yield(rec, nil) {
				return
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	return path, rep.Files[0].Bytes
}

// BenchmarkRecords takes articles with twenty spans each, as canonical records, into a new project, and beside it reads them
// without a project, writes what the project then holds into a bare database in as many commits, and writes the bytes of the
// project's file. All is on disk in the end; all figures are MB of the records.
func BenchmarkRecords(b *testing.B) {
	path, size := newsRecords(b)
	dir := b.TempDir()
	file := filepath.Join(dir, "news.rubric")
	var turns annotatetest.Turns
	turns.Add("import", func() int64 {
		os.Remove(file)
		if err := Create(file, annotate.News()); err != nil {
			b.Fatal(err)
		}
		p, err := Open(file, "ada", false)
		if err != nil {
			b.Fatal(err)
		}
		if sum, err := p.Import(b.Context(), []string{path}, ImportOptions{}, nil, nil); err != nil || sum.New != benchArticles() || sum.Refused > 0 {
			b.Fatal(sum, err)
		}
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
		return size
	})
	turns.Add("read", func() int64 {
		if err := (reader{format: FormatRubricator, yield: func(incoming) error { return nil }}).read(b.Context(), []string{path}); err != nil {
			b.Fatal(err)
		}
		return size
	})
	turns.Add("bbolt", func() int64 { copyDatabase(b, file, filepath.Join(dir, "bare"), int(size/batchBytes)+1); return size })
	turns.Add("raw", func() int64 { copyFile(b, file, filepath.Join(dir, "raw")); return size })
	turns.Run(b)
}

// BenchmarkArticles takes articles of 3 KB without spans into a new project: from a file for each, and from one file of records.
// Beside it the same files are read without a project, and the bytes of the project's file are written. Their language is
// given. MB are of the texts; articles a second are told of each way.
func BenchmarkArticles(b *testing.B) {
	folder, records, size := plainArticles(b)
	file := filepath.Join(b.TempDir(), "plain.rubric")
	n := float64(benchArticles())
	var turns annotatetest.Turns
	for name, path := range map[string]string{"records": records, "files": folder} {
		turns.Add(name, func() int64 {
			os.Remove(file)
			if err := Create(file, annotate.News()); err != nil {
				b.Fatal(err)
			}
			p, err := Open(file, "ada", false)
			if err != nil {
				b.Fatal(err)
			}
			began := time.Now()
			if sum, err := p.Import(b.Context(), []string{path}, ImportOptions{Lang: "en"}, nil, nil); err != nil || sum.New != benchArticles() {
				b.Fatal(sum, err)
			}
			b.ReportMetric(n/time.Since(began).Seconds(), name+"-articles/s")
			if err := p.Close(); err != nil {
				b.Fatal(err)
			}
			return size
		})
	}
	turns.Add("read-files", func() int64 {
		if err := (reader{format: FormatAuto, yield: func(incoming) error { return nil }}).read(b.Context(), []string{folder}); err != nil {
			b.Fatal(err)
		}
		return size
	})
	turns.Add("raw", func() int64 {
		copyFile(b, file, file+".raw")
		return size
	})
	turns.Run(b)
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(size), "file/text")
}

// plainArticles writes articles into a folder of text files, and into one file of records.
func plainArticles(b *testing.B) (folder, records string, bytes int64) {
	folder, records = filepath.Join(b.TempDir(), "articles"), filepath.Join(b.TempDir(), "articles.jsonl")
	if err := os.Mkdir(folder, 0o755); err != nil {
		b.Fatal(err)
	}
	f, err := os.Create(records)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	lines := json.NewEncoder(f)
	for i := range benchArticles() {
		doc, _ := annotatetest.NewsArticle(b, i)
		text := doc.Text.String()
		bytes += int64(len(text))
		err := errors.Join(lines.Encode(map[string]string{"text": text}), os.WriteFile(filepath.Join(folder, doc.ID+".txt"), []byte(text), 0o644))
		if err != nil {
			b.Fatal(err)
		}
	}
	return folder, records, bytes
}

// BenchmarkExportProject writes such articles from a project's file, in each format, and beside it the bytes of the canonical
// records alone.
func BenchmarkExportProject(b *testing.B) {
	records, _ := newsRecords(b)
	p := begin(b)
	if sum, err := p.Import(b.Context(), []string{records}, ImportOptions{}, nil, nil); err != nil || sum.Refused > 0 {
		b.Fatal(sum, err)
	}
	dir := b.TempDir()
	var turns annotatetest.Turns
	for _, format := range []string{FormatRubricator, "spacy", "hf"} {
		turns.Add(format, func() (size int64) {
			rep, err := p.Export(b.Context(), ExportOptions{Format: format, Out: filepath.Join(dir, format)}, nil)
			if err != nil || rep.Documents != benchArticles() {
				b.Fatal(rep, err)
			}
			for _, f := range rep.Files {
				size += f.Bytes
			}
			return size
		})
	}
	turns.Add("raw", func() int64 {
		info, err := os.Stat(filepath.Join(dir, FormatRubricator))
		if err != nil {
			b.Fatal(err)
		}
		copyFile(b, filepath.Join(dir, FormatRubricator), filepath.Join(dir, "raw"))
		return info.Size()
	})
	turns.Run(b)
}

// copyDatabase puts everything into a new database, bucket by bucket and in the order of the keys.
func copyDatabase(b *testing.B, from, to string, commits int) {
	b.Helper()
	in, err := bolt.Open(from, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := bolt.Open(to, 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType, InitialMmapSize: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	defer os.Remove(to)
	defer out.Close()
	err = in.View(func(source *bolt.Tx) error {
		most := source.Size() / int64(commits)
		tx, err := out.Begin(true)
		if err != nil {
			return err
		}
		size := int64(0)
		err = source.ForEach(func(name []byte, table *bolt.Bucket) error {
			return table.ForEach(func(k, v []byte) error {
				if size += int64(len(k) + len(v)); size > most {
					if err := tx.Commit(); err != nil {
						return err
					}
					if tx, err = out.Begin(true); err != nil {
						return err
					}
					size = 0
				}
				bucket, err := tx.CreateBucketIfNotExists(name)
				if err != nil {
					return err
				}
				return bucket.Put(k, v)
			})
		})
		if err != nil {
			return err
		}
		return tx.Commit()
	})
	if err != nil {
		b.Fatal(err)
	}
}

// copyFile copies a file that the system holds in memory, and waits until the copy is on the disk.
func copyFile(b *testing.B, from, to string) {
	b.Helper()
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	defer os.Remove(to)
	if _, err := io.Copy(struct{ io.Writer }{out}, struct{ io.Reader }{in}); err != nil || out.Sync() != nil || out.Close() != nil {
		b.Fatal(err)
	}
}
