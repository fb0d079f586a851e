package suggest

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

//go:embed data/starter.bin
var bundledData []byte

// Bundled is the starter that the program brings with it. It is read when it is first asked for, in about 50 ms.
var Bundled = sync.OnceValue(func() *Starter {
	s, err := ReadStarter(bundledData)
	if err != nil {
		panic(err) // embedded: the tests have read it
	}
	return s
})

// StarterFile is the name of the file whose starter takes the bundled one's place.
const StarterFile = "starter-sharealike.bin"

// installed is the starter that was found in a folder.
var installed struct {
	sync.Mutex
	starter *Starter // nil: the bundled one is in use
	path    string
}

// Install looks for StarterFile in folders and takes the first that is there into use: engines made from then on start from it. With none the
// bundled one is used. A file that cannot be used is an error that says which and why, and the bundled one is used.
func Install(folders ...string) error {
	s, path, err := findStarter(folders)
	installed.Lock()
	defer installed.Unlock()
	installed.starter, installed.path = s, path
	return err
}

func findStarter(folders []string) (*Starter, string, error) {
	for _, folder := range folders {
		path := filepath.Join(folder, StarterFile)
		info, err := os.Stat(path)
		if err != nil || info.Mode().Type()&^fs.ModeSymlink != 0 {
			continue
		}
		s, err := openStarter(path, info.Size())
		if err != nil {
			return nil, "", fmt.Errorf("%s is not used, suggestions start from the bundled starter: %w", path, err)
		}
		return s, path, nil
	}
	return nil, "", nil
}

// openStarter reads a file of so many bytes, unless that is more than a starter can have.
func openStarter(path string, size int64) (*Starter, error) {
	if size > maxStarterFile {
		return nil, fmt.Errorf("this is no starter file: it has %d MB, and a starter has %d at most", size>>20, maxStarterFile>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return ReadStarter(data)
}

// InUse is the starter that new engines start from.
func InUse() *Starter {
	installed.Lock()
	defer installed.Unlock()
	if installed.starter != nil {
		return installed.starter
	}
	return Bundled()
}

// StarterPlace says for people which starter is in use: the file and its licence, or that it is the bundled one.
func StarterPlace() string {
	installed.Lock()
	defer installed.Unlock()
	if installed.starter == nil {
		return "bundled"
	}
	return fmt.Sprintf("%s (%s)", installed.path, installed.starter.licence())
}

func (s *Starter) licence() string {
	if s.Header.Licence == "" {
		return "the program's licence"
	}
	return s.Header.Licence
}
