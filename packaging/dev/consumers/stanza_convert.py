"""Stanza's own converter makes of tsv exactly the list that stanza is."""
import json, sys
from pathlib import Path

from alone import alone

files, back = map(Path, sys.argv[1:])
alone("stanza", "utils", "datasets", "ner", "prepare_ner_file.py").process_dataset(str(files / "tsv"), str(back / "_stanza.json"))
theirs, ours = (json.load(open(p, encoding="utf-8")) for p in (back / "_stanza.json", files / "stanza"))
assert theirs == ours, "it makes another list"
print(f"the same {len(ours)} sentences, {sum(len(s) for s in ours)} tokens")
