"""datasets loads chat and universalner, and TRL takes each row for a conversation and puts it into a chat template whole."""
import json, sys
from pathlib import Path

from datasets import load_dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast
from trl.data_utils import apply_chat_template, is_conversational, maybe_convert_to_chatml

files, back = map(Path, sys.argv[1:])
plain = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
plain.pre_tokenizer = pre_tokenizers.Whitespace()
template = "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}</s>{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}"
tokenizer = PreTrainedTokenizerFast(tokenizer_object=plain, unk_token="[UNK]", chat_template=template)
said = []
for name in ("chat", "chat-prompt", "universalner"):
    data = load_dataset("json", data_files=str(files / name), split="train", cache_dir=str(back / "_cache"))
    for row in data:
        row = maybe_convert_to_chatml(row)  # makes roles of ShareGPT's from and value
        row.pop("id", None)
        assert is_conversational(row), (name, row)
        contents = [m["content"] for key in ("messages", "prompt", "completion") for m in row.get(key) or []]
        text = "".join(v for v in apply_chat_template(row, tokenizer).values() if isinstance(v, str))
        assert contents and all(c in text for c in contents), (name, contents)
    said.append(f"{name}: {len(data)} conversations")
print("; ".join(said))
