package onnx

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gomlx/gomlx/backends/simplego"
	"github.com/gomlx/gomlx/pkg/core/dtypes"
	"github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/shapes"
	"github.com/gomlx/gomlx/pkg/core/tensors"
	"github.com/gomlx/gomlx/pkg/ml/context"
	"github.com/gomlx/onnx-gomlx/onnx"
	"github.com/gomlx/onnx-gomlx/onnx/parser"
)

// network is the .onnx file: sub-words in, a row of numbers for each out, one number a label.
type network struct {
	exec   *context.Exec
	inputs []string
	types  []dtypes.DType
	labels int
	masked bool // it takes an attention mask, so what only fills a row up can be hidden from it
}

// The inputs that can be given. Others make a network one of another kind.
const (
	inputIDs       = "input_ids"
	inputMask      = "attention_mask"
	inputTypes     = "token_type_ids"
	inputPositions = "position_ids"
)

// readNetwork reads the file and runs it once over a few sub-words, so that whatever it needs and does not have is said
// now. labels is how many numbers it must give for each sub-word.
func readNetwork(path string, labels int) (n *network, err error) {
	defer recovered(fmt.Sprintf("%q", path), &err)
	model, err := parser.ParseFile(path)
	if err != nil {
		return nil, fmt.Errorf("%q is no ONNX model that can be read: %w: export it again", path, plain(err))
	}
	n = &network{labels: labels}
	if err := n.takeInputs(model); err != nil {
		return nil, fmt.Errorf("%q: %w", path, err)
	}
	output, err := logits(model, labels)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", path, err)
	}
	variables := context.New()
	if err := model.VariablesToContext(variables); err != nil {
		return nil, fmt.Errorf("%q: its weights cannot be read: %w: a file beside it, such as %s_data, may be missing", path, plain(err), filepath.Base(path))
	}
	backend, err := simplego.New("")
	if err != nil {
		return nil, plain(err)
	}
	n.exec, err = context.NewExecAny(backend, variables.Reuse(), func(c *context.Context, nodes []*graph.Node) *graph.Node {
		given := make(map[string]*graph.Node, len(nodes))
		for i, name := range n.inputs {
			given[name] = nodes[i]
		}
		return model.CallGraph(c, nodes[0].Graph(), given, output)[0]
	})
	if err != nil {
		return nil, fmt.Errorf("%q: %w", path, plain(err))
	}
	n.exec.SetMaxCache(-1)
	if _, err := n.run(make([]int, 8), 8); err != nil {
		return nil, fmt.Errorf("%q: %w", path, err)
	}
	return n, nil
}

func (n *network) takeInputs(model onnx.Model) error {
	names, list := model.Inputs()
	for i, name := range names {
		if !slices.Contains([]string{inputIDs, inputMask, inputTypes, inputPositions}, name) {
			return fmt.Errorf("it wants the input %q, which a model that labels words does not have: export it for token-classification", name)
		}
		if t := list[i].DType; t != dtypes.Int64 && t != dtypes.Int32 {
			return fmt.Errorf("its input %q is of type %s: export it with whole numbers", name, t)
		}
		n.inputs, n.types = append(n.inputs, name), append(n.types, list[i].DType)
	}
	if !slices.Contains(names, inputIDs) {
		return fmt.Errorf("it has no input %q among %q: export it for token-classification", inputIDs, names)
	}
	n.masked = slices.Contains(names, inputMask)
	return nil
}

// logits is the output that has as many numbers for each sub-word as there are labels.
func logits(model onnx.Model, labels int) (string, error) {
	names, list := model.Outputs()
	for i, s := range list {
		if s.Rank() == 3 && (s.Dimensions[2] == labels || s.Dimensions[2] < 0) && s.DType.IsFloat() {
			return names[i], nil
		}
	}
	return "", fmt.Errorf("its outputs are %s, none with a number for each of the %d labels that config.json names: "+
		"take config.json and model from one export for token-classification", described(names, list), labels)
}

func described(names []string, list []shapes.Shape) string {
	var b []byte
	for i, s := range list {
		b = fmt.Appendf(b, "%q %v, ", names[i], s.Dimensions)
	}
	return string(b[:max(len(b)-2, 0)])
}

// run gives the numbers for the first len(ids) of width sub-words, row after row; the rest only fills up.
func (n *network) run(ids []int, width int) (rows []float32, err error) {
	defer recovered("the model", &err)
	var given []any
	for i, name := range n.inputs {
		given = append(given, input(name, n.types[i], ids, width))
	}
	out, err := n.exec.Exec(given...)
	if err != nil {
		return nil, fmt.Errorf("running it failed: %w", plain(err))
	}
	defer out[0].FinalizeAll()
	if d := out[0].Shape().Dimensions; !slices.Equal(d, []int{1, width, n.labels}) {
		return nil, fmt.Errorf("its answer has the dimensions %v, not [1 %d %d]: config.json and model are not of one export", d, width, n.labels)
	}
	if t := out[0].DType(); t != dtypes.Float32 {
		return nil, fmt.Errorf("its answer is of type %s: export it with 32-bit outputs", t)
	}
	if rows, err = tensors.CopyFlatData[float32](out[0]); err != nil {
		return nil, err
	}
	rows = rows[:len(ids)*n.labels]
	for _, v := range rows {
		if v-v != 0 { // not a number, or infinite
			return nil, fmt.Errorf("its answer holds %v among its numbers: export it again with 32-bit weights", v)
		}
	}
	return rows, nil
}

func input(name string, t dtypes.DType, ids []int, width int) *tensors.Tensor {
	values := make([]int64, width)
	for i := range values {
		switch {
		case name == inputPositions:
			values[i] = int64(i)
		case i >= len(ids): // 0 hides it
		case name == inputIDs:
			values[i] = int64(ids[i])
		case name == inputMask:
			values[i] = 1
		}
	}
	if t == dtypes.Int64 {
		return tensors.FromFlatDataAndDimensions(values, 1, width)
	}
	small := make([]int32, width)
	for i, v := range values {
		small[i] = int32(v)
	}
	return tensors.FromFlatDataAndDimensions(small, 1, width)
}

// recovered makes an error of a panic: the library panics where a network asks for what it does not have.
func recovered(what string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s cannot be run: %s: export it again, for token-classification and with 32-bit weights", what, firstLine(fmt.Sprint(r)))
	}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// plain is the error without the stack that the library carries with it.
func plain(err error) error { return errors.New(firstLine(err.Error())) }
