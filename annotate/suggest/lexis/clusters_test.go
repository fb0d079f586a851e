package lexis_test

import (
	"testing"

	. "rubricator/annotate/suggest/lexis"
)

func TestClustersKeepLikeWordsTogether(t *testing.T) {
	for _, list := range [][]string{{"Paris", "London"}, {"said", "told"}, {"Monday", "Thursday"}, {"january", "october"}, {"Iraq", "Syria"}} {
		first := Clusters(Hash(list[0]))
		if other := Clusters(Hash(list[1])); first[0] == 0 || first[2] != other[2] {
			t.Errorf("%q have no middle cluster in common: %v, %v", list, first, other)
		}
	}
	if a, b := Clusters(Hash("said")), Clusters(Hash("baghdad")); a[2] == b[2] {
		t.Errorf("said and Baghdad share the middle cluster %d", a[2])
	}
	for _, word := range []string{"", "qqxzzyv", "بغداد", "\u064b"} {
		if got := Clusters(Hash(word)); got != ([4]uint16{}) {
			t.Errorf("Clusters of %q = %v, want none", word, got)
		}
	}
}
