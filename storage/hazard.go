package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Hazard is why a project should not be worked on where it lies.
type Hazard struct {
	Place string // e.g. "a network folder (NFS)", "a folder that Dropbox keeps in step"
	Risk  string // what can happen there
}

// String says what can happen and what to do.
func (h Hazard) String() string {
	return fmt.Sprintf("the project lies in %s: %s; close it, work on a copy on this computer's own disk, and copy that back when it is closed", h.Place, h.Risk)
}

// Short is String in a few words.
func (h Hazard) Short() string {
	return fmt.Sprintf("the project lies in %s, which may damage it: work on a copy on this computer's own disk", h.Place)
}

const (
	riskNetwork = "there two computers may write it at once, and a lost connection may damage it"
	riskSync    = "it may be copied while it is written, and come back damaged or as two files"
)

// HazardOf looks at where a file lies; ok is false where nothing speaks against it. It asks the system for the kind of
// the disk, and knows the folders that other programs keep in step by their names.
func HazardOf(path string) (h Hazard, ok bool) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if name := networkDisk(path); name != "" {
		return Hazard{fmt.Sprintf("a network folder (%s)", name), riskNetwork}, true
	}
	if name := syncFolder(path); name != "" {
		return Hazard{fmt.Sprintf("a folder that %s keeps in step", name), riskSync}, true
	}
	return Hazard{}, false
}

// syncNames are folders as the programs call them that keep them in step, in small letters, without spaces.
var syncNames = []struct{ folder, program string }{
	{"dropbox", "Dropbox"}, {"onedrive", "OneDrive"}, {"googledrive", "Google Drive"}, {"mydrive", "Google Drive"},
	{"iclouddrive", "iCloud"}, {"mobiledocuments", "iCloud"}, {"com~apple~clouddocs", "iCloud"}, {"nextcloud", "Nextcloud"},
	{"owncloud", "ownCloud"}, {"box", "Box"}, {"boxsync", "Box"}, {"megasync", "MEGA"}, {"pclouddrive", "pCloud"},
	{"syncthing", "Syncthing"},
}

// syncMarks are files and folders that such programs leave at the top of what they keep in step.
var syncMarks = []struct{ name, program string }{
	{".stfolder", "Syncthing"}, {".dropbox", "Dropbox"}, {".tmp.drivedownload", "Google Drive"}, {".owncloudsync.log", "ownCloud"}, {".nextcloudsync.log", "Nextcloud"},
}

// syncFolder names the program that keeps a folder above the file in step; "" is none.
func syncFolder(path string) string {
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		for _, m := range syncMarks {
			if _, err := os.Lstat(filepath.Join(folder, m.name)); err == nil && filepath.Dir(folder) != folder {
				return m.program
			}
		}
		if program := syncName(filepath.Base(folder)); program != "" {
			return program
		}
		if filepath.Dir(folder) == folder {
			return ""
		}
	}
}

// syncName knows a folder by its name; "OneDrive - Harbour News", "GoogleDrive-mira@example.org" and "Dropbox (Personal)"
// are such too.
func syncName(folder string) string {
	name := strings.ToLower(strings.ReplaceAll(folder, " ", ""))
	i := slices.IndexFunc(syncNames, func(s struct{ folder, program string }) bool {
		rest, ok := strings.CutPrefix(name, s.folder)
		return ok && (rest == "" || rest[0] == '-' || rest[0] == '(')
	})
	if i < 0 {
		return ""
	}
	return syncNames[i].program
}
