"""mlcroissant finds no error in croissant.json, and its record sets give as many records as their files have lines."""
import json, sys
from pathlib import Path

import mlcroissant

files = Path(sys.argv[1])
said = []
for folder in sorted(p.parent for p in files.glob("*/croissant.json")):
    data = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not data.metadata.issues.errors, (folder.name, data.metadata.issues.errors)
    rows = 0
    for part in data.metadata.record_sets:
        if part.data is None:  # what has its rows in the description itself says which splits there are
            rows += sum(1 for _ in data.records(part.uuid))
    lines = sum(open(p, encoding="utf-8", newline="\n").read().count("\n") for p in folder.glob("**/*.jsonl"))
    assert rows == lines > 0, (folder.name, rows, lines)
    said.append(f"{folder.name} {rows}")
print("records: " + ", ".join(said))
