"""Label Studio's SDK takes the configuration, each task and each annotation; every region slices its text. The JSON and
JSON_MIN that its converter makes of them, which is the server's own too, are to come back."""
import json, sys
from pathlib import Path

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

files, back = map(Path, sys.argv[1:])
tasks = json.load(open(files / "label-studio", encoding="utf-8"))
interface = LabelInterface(open(files / "label-studio.labeling.xml", encoding="utf-8").read())
interface.validate()
spans = 0
for task in tasks:
    text, name = task["data"]["text"], task["data"]["ext_id"]
    assert interface.validate_task({"data": task["data"]}), name  # given annotations too, 2.1.2 calls itself wrongly
    for annotation in task["annotations"]:
        assert interface.validate_annotation(annotation), name
        for region in annotation["result"]:
            value = region["value"]
            assert text[value["start"]:value["end"]] == value["text"], (name, value)
            spans += 1
for number, task in enumerate(tasks, 1):  # a server numbers them
    task["id"] = number
    for annotation in task["annotations"]:
        annotation["id"] = number
(back / "_tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
converter = Converter(config=str(files / "label-studio.labeling.xml"), project_dir=None, download_resources=False)
for form in ("JSON", "JSON_MIN"):
    converter.convert(str(back / "_tasks.json"), str(back / form.lower()), form, is_dir=False)
print(f"{len(tasks)} tasks, {spans} spans")
