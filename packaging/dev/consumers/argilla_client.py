"""Argilla's client reads settings and records, and makes of them what it would send; the spans meet the server's rules."""
import json, sys
from pathlib import Path
from unittest.mock import MagicMock

import argilla as rg
from argilla._models import DatasetModel

rg.Argilla._default_client = MagicMock()  # settings ask for a client, and do not use it

folder = Path(sys.argv[1]) / "argilla"
settings = rg.Settings.from_json(folder / ".argilla/settings.json")
settings.validate()
model = DatasetModel(**json.load(open(folder / ".argilla/dataset.json", encoding="utf-8")))
dataset = rg.Dataset(name=model.name, settings=settings, workspace=None)
labels = set(settings.questions["spans"].labels)
records = json.load(open(folder / "records.json", encoding="utf-8"))
spans = 0
for raw in records:
    record = rg.Record.from_dict(raw, dataset)
    record.api_model()
    text = record.fields["text"]
    for answer in record.responses:
        for s in answer.value:
            quote = text[s["start"]:s["end"]]
            assert 0 <= s["start"] < s["end"] <= len(text) and quote == quote.strip() and s["label"] in labels, (record.id, s)
            spans += 1
print(f"{len(records)} records, {len(labels)} labels, {spans} spans")
