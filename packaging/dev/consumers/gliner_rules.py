"""GLiNER's rules for a record of training data, and its words: all but those that a span cuts are ours."""
import json, re, sys
from pathlib import Path

WORD = re.compile(r"\w+(?:[-_]\w+)*|\S")  # as its splitter has it

files = Path(sys.argv[1])
records = json.load(open(files / "gliner", encoding="utf-8"))
spans = cut = 0
for r in records:
    tokens = r["tokenized_text"]
    assert 0 < len(tokens) <= 384, len(tokens)
    assert all(0 <= first <= last < len(tokens) for first, last, _ in r["ner"]), r["ner"]
    assert not {label for _, _, label in r["ner"]} & set(r["ner_negatives"])
    assert all(label == label.lower() for _, _, label in r["ner"])
    edges = {i for first, last, _ in r["ner"] for i in (first - 1, first, last, last + 1)}
    for i, t in enumerate(tokens):
        if WORD.findall(t) != [t]:
            assert i in edges, (t, tokens)
            cut += 1
    spans += len(r["ner"])
assert spans
print(f"{len(records)} records, {spans} spans, every token is one of its words but {cut} beside a span that cuts one")
