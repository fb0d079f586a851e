"""seqeval, strict, finds every sequence of tags legal, and the same entities in IOB2 and in BIOES."""
import sys
from pathlib import Path

from seqeval.metrics import f1_score
from seqeval.scheme import IOB2, IOBES, Entities

files = Path(sys.argv[1])


def sentences(name):
    blocks = open(files / name, encoding="utf-8", newline="\n").read().split("\n\n")
    return [[line.split("\t") for line in b.split("\n")] for b in blocks if b]


iob, bioes = sentences("tsv"), sentences("tsv-bioes")
assert [[t for t, _ in s] for s in iob] == [[t for t, _ in s] for s in bioes]
tags, tags2 = ([[t for _, t in s] for s in x] for x in (iob, bioes))
one = {(i, e.start, e.end, e.tag) for i, s in enumerate(Entities(tags, IOB2).entities) for e in s}
two = {(i, e.start, e.end, e.tag) for i, s in enumerate(Entities(tags2, IOBES).entities) for e in s}
begun = sum(t.startswith("B-") for s in tags for t in s)
assert one == two and len(one) == begun, (len(one), len(two), begun)
assert f1_score(tags, tags, mode="strict", scheme=IOB2) == f1_score(tags2, tags2, mode="strict", scheme=IOBES) == 1
print(f"{len(iob)} sentences, {len(one)} entities in both schemes")
