// Package onnx labels words by a model that the user brings: a folder in the layout of Hugging Face with a network for
// token classification in ONNX form. It is run in plain Go, so it is slow and works in the background; nothing is
// downloaded and nothing leaves the machine.
//
//	Open        reads config.json, tokenizer.json and the .onnx file, and tries the network once
//	Model.Find  the names in a text, under the model's own labels
//	Propose     makes suggestions of them under a project's labels
//
// On the way of a text through a Model, each step in a file of its own: tokenizer.go cuts it into sub-words that know
// the bytes they came from, window.go into parts that the network can see at once, network.go runs that, decode.go reads
// names off what it says.
package onnx

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// Name is the suggester of what a model says.
const Name = "onnx"

// ErrFolder is the error of a folder that holds no model that can be used.
var ErrFolder = errors.New("no model to use")

// Model is an open model. It is a suggest.Suggester and safe for concurrent use; texts wait for each other.
type Model struct {
	files     Files
	sha256    string
	tokenizer *tokenizer
	scheme    scheme
	size      int // sub-words in a window, without those around them

	running sync.Mutex
	network *network
}

// Files are those that a model is made of.
type Files struct{ Config, Tokenizer, Network string }

// Open reads a model's folder. Its error wraps ErrFolder and says what is missing, where, and what to do.
func Open(dir string) (*Model, error) {
	files, err := Find(dir)
	if err != nil {
		return nil, err
	}
	m := &Model{files: files}
	if err := m.read(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFolder, err)
	}
	return m, nil
}

// Find looks for a model's files in a folder, and for the network in its folder "onnx" too. Its error wraps ErrFolder.
func Find(dir string) (f Files, err error) {
	f = Files{Config: filepath.Join(dir, "config.json"), Tokenizer: filepath.Join(dir, "tokenizer.json")}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return f, fmt.Errorf("%w: %q is no folder: name the folder that holds config.json, tokenizer.json and the .onnx file", ErrFolder, dir)
	}
	for _, path := range []string{f.Config, f.Tokenizer} {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return f, fmt.Errorf("%w: %q is missing in %q: put it there, from where the model is from", ErrFolder, filepath.Base(path), dir)
		}
	}
	var found []string
	for _, place := range []string{"", "onnx"} {
		if found, _ = filepath.Glob(filepath.Join(escaped(dir), place, "*.onnx")); len(found) > 0 {
			break
		}
	}
	switch len(found) {
	case 0:
		return f, fmt.Errorf("%w: no .onnx file in %q nor in its folder \"onnx\": put it there, or make one with optimum-cli export onnx --task token-classification", ErrFolder, dir)
	case 1:
		f.Network = found[0]
		return f, nil
	}
	for i, path := range found {
		found[i] = filepath.Base(path)
	}
	return f, fmt.Errorf("%w: %d .onnx files in %q (%s): leave one there", ErrFolder, len(found), dir, strings.Join(found, ", "))
}

// escaped keeps a folder's name from being read as a pattern.
func escaped(dir string) string {
	if filepath.Separator == '\\' { // a backslash is no escape there, and the other signs are rare in names
		return dir
	}
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir)
}

func (m *Model) read() (err error) {
	outputs, longest, err := readConfig(m.files.Config)
	if err != nil {
		return err
	}
	if m.scheme, err = newScheme(outputs); err != nil {
		return fmt.Errorf("%q: %w", m.files.Config, err)
	}
	if m.tokenizer, err = readTokenizer(m.files.Tokenizer); err != nil {
		return err
	}
	around := len(m.tokenizer.before) + len(m.tokenizer.after)
	if m.size = windowSize; longest > 0 {
		m.size = min(windowSize, longest-around-reserved)
	}
	if m.size < 8 {
		return fmt.Errorf("%q: max_position_embeddings is %d, too few for a sentence: take config.json again from where the model is from", m.files.Config, longest)
	}
	if m.sha256, err = m.files.SHA256(); err != nil {
		return err
	}
	m.network, err = readNetwork(m.files.Network, len(outputs))
	return err
}

// reserved is how many of its positions a model of the RoBERTa family keeps for itself.
const reserved = 2

// config is what is read of config.json.
type config struct {
	Labels  map[string]string `json:"id2label"`
	Longest int               `json:"max_position_embeddings"`
}

// readConfig gives the labels of the outputs in order, and how many sub-words the model can see at once; 0 is any number.
func readConfig(path string) (outputs []string, longest int, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, err
	}
	var c config
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, 0, fmt.Errorf("%q is no config.json that can be read: %w", path, err)
	}
	if len(c.Labels) == 0 {
		return nil, 0, fmt.Errorf("%q has no id2label, so nobody knows what the model's outputs mean: take the config.json of a model for token-classification", path)
	}
	for i := range len(c.Labels) {
		label, ok := c.Labels[fmt.Sprint(i)]
		if !ok || label == "" {
			return nil, 0, fmt.Errorf("%q: id2label has %d labels and none for %d: number them from 0", path, len(c.Labels), i)
		}
		outputs = append(outputs, label)
	}
	return outputs, c.Longest, nil
}

// SHA256 is over what the files hold, in hexadecimal.
func (f Files) SHA256() (string, error) {
	h := sha256.New()
	for _, path := range []string{f.Config, f.Tokenizer, f.Network} {
		n, err := add(h, path)
		if err != nil {
			return "", fmt.Errorf("%q cannot be read: %w", path, err)
		}
		fmt.Fprintf(h, "\n%d\n", n)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func add(h io.Writer, path string) (int64, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	return io.Copy(h, file)
}

// Name is "onnx".
func (m *Model) Name() string { return Name }

// SHA256 is over what its files held when it was opened, in hexadecimal.
func (m *Model) SHA256() string { return m.sha256 }

// Labels are its own, without B- and I-, sorted.
func (m *Model) Labels() []string { return slices.Clone(m.scheme.kinds) }

// Title is the model's name for people: its folder's.
func Title(dir string) string { return filepath.Base(filepath.Clean(dir)) }

// Suggest proposes what the model finds, under those of the schema's labels that are called as its own.
func (m *Model) Suggest(ctx context.Context, in suggest.Input) ([]annotate.Suggestion, error) {
	found, err := m.Find(ctx, in.Document.Text, in.Language)
	labels := map[string]string{}
	for _, l := range m.scheme.kinds {
		labels[l] = l
	}
	return Propose(found, Title(filepath.Dir(m.files.Config)), labels), err
}

// Found is a name in a text.
type Found struct {
	Span  annotate.Span `json:"span"` // code points
	Label string        `json:"label"`
	Score float64       `json:"score"` // from 0 to 1
}

// Propose makes suggestions of what the model of that title found. labels has the project's label for each of the
// model's; what has none is left out.
func Propose(found []Found, title string, labels map[string]string) []annotate.Suggestion {
	var list []annotate.Suggestion
	for _, f := range found {
		if label := labels[f.Label]; label != "" {
			list = append(list, annotate.Suggestion{Span: f.Span, Label: label, Score: f.Score, Suggester: Name,
				Reason: fmt.Sprintf("the model %s says %s %.2f", title, f.Label, f.Score)})
		}
	}
	return list
}
