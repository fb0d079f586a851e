package lexis_test

import (
	"testing"

	. "rubricator/annotate/suggest/lexis"
)

func TestClustersKeepLikeWordsTogether(t *testing.T) {
	for _, list := range [][]string{{"Paris", "London"}, {"said", "told"}, {"Monday", "Thursday"}, {"january", "october"}, {"Iraq", "Syria"}} {
		first := Clusters(Hash(list[0]))
		if other := Clusters(Hash(list[1])); first[0] == 0 || first[1] != other[1] {
			t.Errorf("%q have no middle cluster in common: %v, %v", list, first, other)
		}
	}
	if a, b := Clusters(Hash("said")), Clusters(Hash("baghdad")); a[1] == b[1] {
		t.Errorf("said and Baghdad share the middle cluster %d", a[1])
	}
	for _, word := range []string{"", "qqxzzyv", "بغداد", "\u064b"} {
		if got := Clusters(Hash(word)); got != ([3]uint16{}) {
			t.Errorf("Clusters of %q = %v, want none", word, got)
		}
	}
}
