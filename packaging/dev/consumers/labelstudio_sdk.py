"""Label Studio's SDK takes the configuration, each task and each annotation; every region slices its text."""
import json, sys
from pathlib import Path

from label_studio_sdk.label_interface import LabelInterface

files = Path(sys.argv[1])
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
print(f"{len(tasks)} tasks, {spans} spans")
