"""spacy convert takes conll and conllu; the entities are as many as tags begin one."""
import subprocess, sys
from pathlib import Path

import spacy
from spacy.tokens import DocBin

files, back = map(Path, sys.argv[1:])
vocab = spacy.blank("xx").vocab
said = []
for name, converter in (("conll", "ner"), ("conllu", "conllu")):
    text = open(files / name, encoding="utf-8", newline="\n").read()
    source, out = back / f"_{name}.{name}", back / f"_{name}"
    source.write_text(text, encoding="utf-8")
    out.mkdir()
    subprocess.run([sys.executable, "-m", "spacy", "convert", source, out, "-c", converter, "-n", "1" if name == "conllu" else "0", "-l", "xx"], check=True)
    docs = [d for path in out.glob("*.spacy") for d in DocBin().from_disk(path).get_docs(vocab)]
    last = [line.split("\t" if name == "conllu" else " ")[-1] for line in text.split("\n")]
    begun = sum(cell.startswith("B-") or "=B-" in cell for cell in last)
    found = sum(len(d.ents) for d in docs)
    assert found == begun > 0, (name, found, begun)
    said.append(f"{name}: {len(docs)} documents, {found} entities")
print("; ".join(said))
