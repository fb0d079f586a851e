"""flair's ColumnCorpus reads tsv, in both schemes, and conll; the entities are as many as tags begin one."""
import os, shutil, sys
from pathlib import Path

files, back = map(Path, sys.argv[1:])
os.environ["FLAIR_CACHE_ROOT"] = str(back / "_cache")
from flair.datasets import ColumnCorpus

said = []
for name, last, delimiter, begin in (("tsv", 1, "\t", "B-"), ("tsv-bioes", 1, "\t", ("B-", "S-")), ("conll", 3, " ", "B-")):
    (back / f"_{name}").mkdir()
    shutil.copy(files / name, back / f"_{name}/train.txt")
    corpus = ColumnCorpus(back / f"_{name}", {0: "text", last: "ner"}, train_file="train.txt", column_delimiter=delimiter,
                          document_separator_token="-DOCSTART-", sample_missing_splits=False)
    sentences = [s for s in corpus.train if not s.text.startswith("-DOCSTART-")]
    found = sum(len(s.get_spans("ner")) for s in sentences)
    rows = (line.rstrip("\n").split(delimiter) for line in open(files / name, encoding="utf-8", newline="\n"))
    begun = sum(cells[-1].startswith(begin) for cells in rows)
    assert found == begun > 0, (name, found, begun)
    said.append(f"{name}: {len(sentences)} sentences, {found} entities")
print("; ".join(said))
