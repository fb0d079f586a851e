"""Label Studio takes configuration, tasks, annotations and, in a second project, the same as predictions, through its API;
what it exports as JSON and JSON_MIN is to come back."""
import json, sys
from pathlib import Path

import labelstudio_app

files, back = map(Path, sys.argv[1:])
(back / "_data").mkdir()
client = labelstudio_app.start(back / "_data")
config = (files / "label-studio.labeling.xml").read_text(encoding="utf-8")
source = (files / "label-studio").read_bytes()
tasks = json.loads(source)
spans = sum(len(a["result"]) for t in tasks for a in t["annotations"])
project, counts = labelstudio_app.load(client, config, source)
assert counts["task_count"] == len(tasks) and counts["annotation_count"] == sum(len(t["annotations"]) for t in tasks), counts
for form in ("JSON", "JSON_MIN"):
    (back / f"{form.lower()}.json").write_bytes(labelstudio_app.dump(client, project, form))
exported = json.loads((back / "json.json").read_bytes())
assert sum(len(a["result"]) for t in exported for a in t["annotations"]) == spans
guesses = [{"data": t["data"], "predictions": [{"model_version": "m", "score": 0.5, "result": a["result"]} for a in t["annotations"]]} for t in tasks]
_, counted = labelstudio_app.load(client, config, json.dumps(guesses).encode())
assert counted["prediction_count"] == counts["annotation_count"], counted
print(f"{len(tasks)} tasks, {counts['annotation_count']} annotations with {spans} spans, {counted['prediction_count']} predictions")
