"""The loader of GLiNER2's trainer takes every record of gliner2, validated, and its processor makes something to learn from of each."""
import contextlib, io, sys
from pathlib import Path

import torch
from gliner2.training.data import DataLoader_Factory, InputExample

files = Path(sys.argv[1])
source = files / "gliner2"
lines = open(source, encoding="utf-8", newline="\n").read().count("\n")
said = io.StringIO()
with contextlib.redirect_stdout(said):
    records = DataLoader_Factory.load(source, shuffle=False, validate=True)
assert len(records) == lines and not said.getvalue(), said.getvalue()
mentions = sum(len(m) for r in records for m in r["output"]["entities"].values())
print(f"{len(records)} records, {mentions} strings, none is refused; torch {torch.__version__}")
