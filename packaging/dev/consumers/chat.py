"""Each line of chat has the shape that trainers ask for, and its answer finds its spans again by string and occurrence."""
import csv, hashlib, json, sys
from pathlib import Path

files = Path(sys.argv[1])
wanted = {r["id"]: r for r in map(json.loads, open(files / "rubricator", encoding="utf-8", newline="\n"))}


def place(text, string, occurrence):
    at = -1
    for _ in range(occurrence):
        at = text.index(string, at + 1)
    return at, at + len(string)


def parts(record):
    """The text and the answer in a line of either shape."""
    if "messages" in record:
        assert list(record) == ["messages"] and [m["role"] for m in record["messages"]] == ["system", "user", "assistant"]
        return record["messages"][1]["content"], record["messages"][2]["content"]
    assert list(record) == ["prompt", "completion"] and [m["role"] for m in record["prompt"] + record["completion"]] == ["user", "assistant"]
    return record["prompt"][0]["content"].split("\n\n", 1)[1], record["completion"][0]["content"]


said = []
for name in ("chat", "chat-prompt"):
    lines = open(files / name, encoding="utf-8", newline="\n").read().split("\n")[:-1]
    index = list(csv.DictReader(open(files / f"{name}.index.tsv", encoding="utf-8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(lines) == len(index) == len(wanted), (name, len(lines), len(index), len(wanted))
    spans = 0
    for row, line in zip(index, lines):
        text, answer = parts(json.loads(line))
        record = wanted[row["doc"]]
        assert text == record["text"] and hashlib.sha256(text.encode()).hexdigest() == row["sha256"], row["doc"]
        got = {(*place(text, e["text"], e["occurrence"]), e["label"]) for e in json.loads(answer)["entities"]}
        assert got == {(s["start"], s["end"], s["label"]) for s in record["spans"]}, row["doc"]
        spans += len(got)
    said.append(f"{name}: {len(lines)} lines, {spans} spans found again")
print("; ".join(said))
