package onnxtest

import (
	"encoding/binary"
	"math"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// network is the file of a graph: Gather over a table with a row for each word, MatMul, Add. Between them a Mixed
// one adds to each row what it attends to.
func (m Model) network(words []string) []byte {
	n := len(m.Outputs)
	table := make([]float32, len(words)*n)
	for i, w := range words {
		row := table[i*n : (i+1)*n]
		row[max(slices.Index(m.Outputs, m.Words[w]), 0)] = 1
		if w == m.Broken {
			row[0] = float32(math.NaN())
		}
	}
	weights, bias := make([]float32, n*n), make([]float32, n)
	sure := float32(math.Log(99 * float64(n-1))) // softmax makes 0.99 of it
	for i := range n {
		weights[i*n+i] = sure
	}
	var graph []byte
	graph = message(graph, 1, node("Gather", "rows", "table", "input_ids"))
	seen := "rows"
	if m.Mixed {
		graph, seen = attention(graph, seen), "mixed"
	}
	graph = message(graph, 1, node("MatMul", "products", seen, "weights"))
	graph = message(graph, 1, node("Add", "logits", "products", "bias"))
	graph = message(graph, 2, []byte("tiny"))
	graph = message(graph, 5, tensor("table", table, len(words), n))
	graph = message(graph, 5, tensor("weights", weights, n, n))
	graph = message(graph, 5, tensor("bias", bias, n))
	const float, whole = 1, 7
	graph = message(graph, 11, value("input_ids", whole, "batch", "sequence"))
	graph = message(graph, 11, value("attention_mask", whole, "batch", "sequence"))
	graph = message(graph, 12, value("logits", float, "batch", "sequence", n))
	file := number(nil, 1, 8) // version of the format
	file = message(file, 7, graph)
	return message(file, 8, number(nil, 2, 14)) // version of the operators
}

// attention adds Softmax(rows times rows, where the mask lets them) times rows.
func attention(graph []byte, rows string) []byte {
	axes := message(message(number(number(nil, 1, 1), 2, 7), 8, []byte("axes")), 9, binary.LittleEndian.AppendUint64(nil, 1))
	for _, n := range [][]byte{
		with(node("Cast", "mask", "attention_mask"), "to", 1),
		node("Unsqueeze", "columns", "mask", "axes"), node("Sub", "filling", "columns", "one"), node("Mul", "penalty", "filling", "much"),
		with(node("Transpose", "turned", rows), "perm", 0, 2, 1), node("MatMul", "alike", rows, "turned"),
		node("Add", "masked", "alike", "penalty"), node("Softmax", "shares", "masked"), node("MatMul", "context", "shares", rows),
		node("Add", "mixed", rows, "context"),
	} {
		graph = message(graph, 1, n)
	}
	graph = message(graph, 5, axes)
	graph = message(graph, 5, tensor("one", []float32{1}, 1))
	return message(graph, 5, tensor("much", []float32{1e4}, 1))
}

// with gives a node an attribute: a number, or several.
func with(node []byte, name string, values ...int) []byte {
	attribute := message(nil, 1, []byte(name))
	if len(values) == 1 {
		return message(node, 5, number(number(attribute, 3, values[0]), 20, 2))
	}
	for _, v := range values {
		attribute = number(attribute, 8, v)
	}
	return message(node, 5, number(attribute, 20, 7))
}

func message(b []byte, field protowire.Number, content []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, field, protowire.BytesType), content)
}

func number(b []byte, field protowire.Number, v int) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, field, protowire.VarintType), uint64(v))
}

func node(kind, output string, inputs ...string) (b []byte) {
	for _, in := range inputs {
		b = message(b, 1, []byte(in))
	}
	b = message(b, 2, []byte(output))
	b = message(b, 3, []byte(output))
	return message(b, 4, []byte(kind))
}

func tensor(name string, values []float32, dims ...int) (b []byte) {
	for _, d := range dims {
		b = number(b, 1, d)
	}
	b = number(b, 2, 1) // 32-bit floats
	b = message(b, 8, []byte(name))
	raw := make([]byte, 0, 4*len(values))
	for _, v := range values {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	return message(b, 9, raw)
}

// value is an input or output; each of its dimensions is a number, or the name of one that varies.
func value(name string, kind int, dims ...any) (b []byte) {
	var shape []byte
	for _, d := range dims {
		var dim []byte
		switch d := d.(type) {
		case int:
			dim = number(nil, 1, d)
		case string:
			dim = message(nil, 2, []byte(d))
		}
		shape = message(shape, 1, dim)
	}
	typ := message(nil, 1, message(number(nil, 1, kind), 2, shape))
	return message(message(nil, 1, []byte(name)), 2, typ)
}
