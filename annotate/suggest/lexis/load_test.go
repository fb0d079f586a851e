package lexis

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestClustersAreWhole(t *testing.T) {
	c := loadClusters()
	words, finest := 0, map[uint16]bool{}
	for _, v := range c.words.values {
		if v != 0 {
			words++
			finest[v] = true
		}
	}
	if words < 325_000 || len(finest) < Finest-96 {
		t.Errorf("%d words in %d clusters", words, len(finest))
	}
	middle := map[uint16]uint16{}
	for i, p := range c.parents[1:] {
		if p[0] != uint16(i+1) || p[1] != uint16(i/4+1) || p[2] == 0 || p[2] > Middle || p[3] == 0 || p[3] > Coarse {
			t.Fatalf("cluster %d lies in %v", i+1, p)
		}
		if old := middle[p[2]]; old != 0 && old != p[3] {
			t.Fatalf("middle cluster %d lies in %d and %d", p[2], old, p[3])
		}
		middle[p[2]] = p[3]
	}
	if c.parents[0] != ([4]uint16{}) {
		t.Errorf("no cluster lies in %v", c.parents[0])
	}
}

func TestBrokenFilesAreRefused(t *testing.T) {
	for _, file := range [][]byte{nil, clusterFile[:len(clusterFile)/2], clusterFile[1:], placeFile} {
		if _, err := readClusters(file); err == nil {
			t.Errorf("%d bytes were taken for clusters", len(file))
		}
	}
	for _, file := range [][]byte{nil, nameFile[:len(nameFile)/2], clusterFile} {
		if _, err := readTable(file, 3); err == nil {
			t.Errorf("%d bytes were taken for names", len(file))
		}
	}
	if _, err := readTable(placeFile, uint16(Medium)); err == nil {
		t.Error("values above the largest were taken")
	}
}

func TestDataIsSmall(t *testing.T) {
	files, err := filepath.Glob("data/*.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("no data: %v", err)
	}
	sum := int64(0)
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		sum += info.Size()
	}
	if sum > 2_500_000 { // with the starter beside it, under 6 MB
		t.Errorf("the data takes %d bytes", sum)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	loaded := loadAll(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if heap := int64(after.HeapAlloc) - int64(before.HeapAlloc); heap > 9_000_000 {
		t.Errorf("it takes %d bytes when loaded", heap)
	}
	runtime.KeepAlive(loaded)
}

func loadAll(t testing.TB) []any {
	c, err := readClusters(clusterFile)
	if err != nil {
		t.Fatal(err)
	}
	names, err := readTable(nameFile, uint16(Forename|Surname))
	if err != nil {
		t.Fatal(err)
	}
	places, err := readTable(placeFile, uint16(Large))
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := readTable(scriptFile, mostEntry)
	if err != nil {
		t.Fatal(err)
	}
	return []any{c, names, places, scripts}
}

// BenchmarkLoad is what a start waits for; thirty milliseconds are the aim.
func BenchmarkLoad(b *testing.B) {
	for range b.N {
		loadAll(b)
	}
}

func BenchmarkClusters(b *testing.B) {
	h := Hash("government")
	for range b.N {
		Clusters(h)
	}
}
