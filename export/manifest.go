package export

import "encoding/json"

// ManifestName is the first value of the manifest that stands in every exported folder.
const ManifestName = "rubricator-manifest/1"

// isManifest reports whether data is a manifest that this package wrote.
func isManifest(data []byte) bool {
	var m struct {
		Manifest string `json:"manifest"`
	}
	return json.Unmarshal(data, &m) == nil && m.Manifest == ManifestName
}
