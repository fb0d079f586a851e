#!/usr/bin/env python3
"""Turn exported lines into the .spacy file that `spacy train` reads.

    python make_docbin.py LANG IN.jsonl OUT.spacy [strict|contract|expand]

LANG is the language code of your pipeline, "xx" for several languages. spaCy trains on its own tokens, not on those in
the lines, so an entity that ends inside one of its tokens cannot be kept as it is:

    strict    (default) its tokens are marked as unknown and teach nothing
    contract  it shrinks to the whole tokens inside it
    expand    it grows to the whole tokens around it

Entities that do not overlap go into doc.ents, all of them into doc.spans["sc"] for the span categorizer. What could not
be kept as it is, is counted and listed.
"""
import json
import sys

import spacy
from spacy.tokens import DocBin
from spacy.util import filter_spans


def place(doc, item, mode):
    """The item's span, and whether it is the item's: a span beside False only says which tokens are unknown."""
    start, end, label = item["start"], item["end"], item["label"]
    span = doc.char_span(start, end, label=label, alignment_mode=mode, kb_id=item.get("kb_id") or 0)
    if span is not None:
        return span, True
    return doc.char_span(start, end, alignment_mode="expand"), False


def convert(nlp, record, mode, lost):
    doc = nlp.make_doc(record["text"])
    known, unknown = [], []
    for item in record["spans"]["sc"]:
        span, exact = place(doc, item, mode)
        if exact:
            known.append(span)
        else:
            lost.append((record.get("id", "?"), item["label"], record["text"][item["start"] : item["end"]]))
            if span is not None:
                unknown.append(span)
    ents = filter_spans(known)
    taken = {token.i for span in ents for token in span}
    free = [span for span in filter_spans(unknown) if taken.isdisjoint(token.i for token in span)]
    doc.set_ents(ents, missing=free, default="outside")
    doc.spans["sc"] = known
    return doc


def main(args):
    if len(args) not in (3, 4) or args[3:] not in ([], ["strict"], ["contract"], ["expand"]):
        sys.exit(__doc__)
    lang, source, target = args[:3]
    mode = args[3] if len(args) == 4 else "strict"
    nlp, docs, lost, spans = spacy.blank(lang), DocBin(), [], 0
    with open(source, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            record = json.loads(line)
            spans += len(record["spans"]["sc"])
            docs.add(convert(nlp, record, mode, lost))
    docs.to_disk(target)
    print(f"{target}: {len(docs)} documents, {spans} spans, {len(lost)} not on the borders of spaCy's tokens")
    for row in lost[:20]:
        print("  ", *row)


main(sys.argv[1:])
