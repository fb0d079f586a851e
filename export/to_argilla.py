# python to_argilla.py URL API_KEY WORKSPACE [NAME]
# Makes the data set of this folder on an Argilla 2 server; what was annotated becomes answers of the key's user.
import json, os, sys
import argilla as rg

url, key, workspace, *name = sys.argv[1:]
folder = os.path.dirname(os.path.abspath(__file__))
client = rg.Argilla(api_url=url, api_key=key)
dataset = rg.Dataset.from_disk(folder, name=name[0] if name else None, workspace=workspace, client=client, with_records=False)
with open(os.path.join(folder, "records.json"), encoding="utf-8") as f:
    records = json.load(f)
for record in records:
    for answers in record["responses"].values():
        for answer in answers:
            answer["user_id"] = client.me.id
dataset.records.log([rg.Record.from_dict(r) for r in records])
print(f"{len(records)} records are in {dataset.name}")
