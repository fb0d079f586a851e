"""Doc.from_json takes each line of spacy, validated, with the same text, entities and spans; what Doc.to_json writes of it is to come back."""
import json, sys
from pathlib import Path

import spacy
from spacy.tokens import Doc

files, back = map(Path, sys.argv[1:])
vocab = spacy.blank("xx").vocab
docs = spans = 0
with open(back / "to_json.jsonl", "w", encoding="utf-8", newline="\n") as out:
    for line in open(files / "spacy", encoding="utf-8", newline="\n"):
        r = json.loads(line)
        doc = Doc(vocab).from_json(r, validate=True)
        assert doc.text == r["text"], r["id"]
        assert [(s.start_char, s.end_char, s.label_) for s in doc.spans["sc"]] == [(s["start"], s["end"], s["label"]) for s in r["spans"]["sc"]], r["id"]
        assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [(e["start"], e["end"], e["label"]) for e in r["ents"]], r["id"]
        docs, spans = docs + 1, spans + len(doc.spans["sc"])
        out.write(json.dumps({**doc.to_json(), "id": r["id"]}, ensure_ascii=False) + "\n")
print(f"{docs} documents, {spans} spans")
