"""make_docbin.py, as it stands beside spacy, makes what spacy debug data finds no fault in and spacy train learns from."""
import re, subprocess, sys
from pathlib import Path

files, back = map(Path, sys.argv[1:])


def call(*command):
    done = subprocess.run([sys.executable, *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(done.stdout)
    return done.returncode, done.stdout


def must(*command):
    code, text = call(*command)
    assert code == 0, f"{command} ends with {code}"
    return text


lines = open(files / "spacy", encoding="utf-8", newline="\n").read().split("\n")[:-1]
parts = {"dev": lines[::5], "train": [l for i, l in enumerate(lines) if i % 5]}
for name, part in parts.items():
    (back / f"_{name}.jsonl").write_text("\n".join(part) + "\n", encoding="utf-8")
    for mode in ("contract", "expand", "strict"):
        must(files / "make_docbin.py", "xx", back / f"_{name}.jsonl", back / f"_{name}.spacy", mode)
config = back / "_config.cfg"
must("-m", "spacy", "init", "config", config, "--lang", "xx", "--pipeline", "ner,spancat")
paths = ["--paths.train", back / "_train.spacy", "--paths.dev", back / "_dev.spacy"]
# debug data calls it an error that there are few documents; what it says of the spans counts here
code, text = call("-m", "spacy", "debug", "data", config, *paths)
faults = [l for l in text.split("\n") if l.startswith("✘") and not re.search(r"[Nn]ot enough|[Ll]ow number|fail", l)]
assert "whitespace" not in text or "No entities consisting of or starting/ending with whitespace" in text, "spans on white space"
assert not faults, faults
must("-m", "spacy", "train", config, "--output", back / "_model", *paths, "--training.max_epochs", "1")
assert (back / "_model/model-last").is_dir()
print(f"{len(parts['train'])} documents to train on, {len(parts['dev'])} to try, one epoch")
