"""GLiNER's own data processor takes each record of gliner, with every span that is narrow enough for it; a tiny model of it,
not trained before, takes a step of its trainer on them."""
import json, os, sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from gliner import GLiNER
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import BertConfig, PreTrainedTokenizerFast

files, back = map(Path, sys.argv[1:])
records = json.load(open(files / "gliner", encoding="utf-8"))
wide = sum(last - first >= 12 for r in records for first, last, _ in r["ner"])

# what stands for an encoder from the hub: two layers with random weights, sub-words of these texts
tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
tokenizer.train_from_iterator((t for r in records for t in r["tokenized_text"]), trainers.BpeTrainer(vocab_size=800, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]"]))
encoder = back / "_encoder"
PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]").save_pretrained(encoder)
BertConfig(vocab_size=tokenizer.get_vocab_size(), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64, max_position_embeddings=2048).save_pretrained(encoder)
model = GLiNER.from_config({"model_name": str(encoder), "max_width": 12, "hidden_size": 32, "max_len": 384, "max_types": 25, "span_mode": "markerV0"},
                                backbone_from_pretrained=False)
collate = model._create_data_collator()
learnt = 0
for r in records:
    batch = collate([r])
    learnt += int(batch["labels"].sum())  # a row for each span, a column for each label
places = sum(len({(first, last, label) for first, last, label in r["ner"] if last - first < 12}) for r in records)
model.train_model(train_dataset=records, eval_dataset=records[:4], output_dir=str(back / "_model"), max_steps=1, per_device_train_batch_size=4,
                  use_cpu=True, report_to="none", dataloader_num_workers=0, save_strategy="no")
assert learnt == places, (learnt, places)
print(f"{len(records)} records, {learnt} spans learnt from, {wide} wider than its 12 tokens, a step of training; torch {torch.__version__}")
