"""GLiNER2's validator of training data passes each record of gliner2 without a warning."""
import json, sys
from pathlib import Path

from alone import alone

InputExample = alone("gliner2", "training", "data.py").InputExample  # its trainer, which asks for torch, stands beside
records = mentions = 0
for line in open(Path(sys.argv[1]) / "gliner2", encoding="utf-8", newline="\n"):
    example = InputExample.from_dict(json.loads(line))
    warnings, good = example.sanitize()
    assert good and not warnings, (warnings, line)
    records, mentions = records + 1, mentions + sum(map(len, example.entities.values()))
print(f"{records} records, {mentions} strings")
