"""doccano imports doccano with every span where its page shows it; what it exports is to come back. A project that allows no
overlapping drops spans without a word: it is to drop as many as our report said."""
import json, re, sys
from pathlib import Path

import doccano_app

files, back = map(Path, sys.argv[1:])
source = files / "doccano"
(back / "_doccano").mkdir()
user = doccano_app.start(back / "_doccano")
records = [json.loads(line) for line in open(source, encoding="utf-8", newline="\n")]
project, errors = doccano_app.load(user, source)
assert not errors, errors
from examples.models import Example
from labels.models import Span

spans = 0
for record, example in zip(records, Example.objects.filter(project=project).order_by("id"), strict=True):
    assert example.text == record["text"] and example.meta["ext_id"] == record["ext_id"], record["ext_id"]
    units = example.text.encode("utf-16-le")
    got = sorted((s.start_offset, s.end_offset, s.label.text) for s in example.spans.select_related("label"))
    assert got == sorted(map(tuple, record["label"])), record["ext_id"]
    for start, end, _ in got:
        quote = units[2 * start:2 * end].decode("utf-16-le")  # as the page cuts them
        assert quote == quote.strip(), (record["ext_id"], quote)
    spans += len(got)
doccano_app.dump(project, back / "all.jsonl")
flat, _ = doccano_app.load(user, source, allow_overlapping=False)
kept = Span.objects.filter(example__project=flat).count()
print(f"{len(records)} texts, {spans} spans; {kept} of them without overlapping")
