"""cassis loads each CAS of the archive with the project's texts and spans; its own JSON and XMI of them are to come back."""
import io, json, sys, warnings, zipfile
from pathlib import Path

from cassis import load_cas_from_json

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"

files, back = map(Path, sys.argv[1:])
wanted = {r["id"]: r for r in map(json.loads, open(files / "rubricator", encoding="utf-8", newline="\n"))}
(back / "json").mkdir(), (back / "xmi").mkdir()
spans = 0
archive = zipfile.ZipFile(files / "cas")
assert len(archive.namelist()) == len(wanted)
for name in archive.namelist():
    cas = load_cas_from_json(archive.read(name).decode())
    record = wanted[cas.select(META)[0].documentId]
    assert cas.sofa_string == record["text"], name
    got = sorted((a.begin, a.end, a.value, a.get_covered_text()) for a in cas.select(ENTITY))
    assert got == sorted((s["start"], s["end"], s["label"], s["text"]) for s in record["spans"]), name
    spans += len(got)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cas.to_xmi(back / "xmi" / f"{name.removesuffix('.json')}.xmi")
    cas.to_json(back / "json" / name, pretty_print=True)
print(f"{len(wanted)} documents, {spans} entities")
