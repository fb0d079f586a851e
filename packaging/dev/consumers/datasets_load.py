"""load_dataset takes the folder hf with named tags; its tokens go through a sub-word tokenizer as run_ner.py has it, every
tag on the first piece of its token; what Dataset.to_json writes is to come back."""
import shutil, sys
from pathlib import Path

from datasets import load_dataset
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

files, back = map(Path, sys.argv[1:])
data = load_dataset(str(files / "hf"), cache_dir=str(back / "_cache"))
tags = data["train"].features["ner_tags"].feature
assert tags.names[0] == "O" and all(n[:2] in ("B-", "I-") for n in tags.names[1:]), tags
tokenizer = Tokenizer(models.BPE(unk_token="?"))
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
tokenizer.train_from_iterator((t for split in data.values() for r in split for t in r["tokens"]), trainers.BpeTrainer(vocab_size=500, special_tokens=["?"]))
rows = spans = 0
for split in data.values():
    for r in split:
        rows += 1
        assert len(r["tokens"]) == len(r["ner_tags"]), r["id"]
        for s in r["spans"]:
            assert r["text"][s["start"]:s["end"]] == s["text"], r["id"]
            spans += 1
        pieces = tokenizer.encode(r["tokens"], is_pretokenized=True)
        labels, before = [], None
        for word in pieces.word_ids:
            labels.append(-100 if word is None or word == before else r["ner_tags"][word])
            before = word
        assert [l for l in labels if l != -100] == r["ner_tags"], r["id"]
(back / "hf").mkdir()
for name, split in data.items():
    split.to_json(back / "hf" / f"{name}.jsonl", force_ascii=False)
shutil.copy(files / "hf/labels.json", back / "hf")
print(f"{rows} rows, {len(tags.names)} tags, {spans} spans, every tag on a piece of its token")
