"""Records whose texts are hard to count in: emoji, marks, several scripts, every kind of line end; with nested and crossing spans."""
import random

SCRAPS = ["Oslo", "Mira Okonkwo", " ", "  ", "\n", "\n\n", "\t", "قرية", "وسامي", "שלום", "नेपाल", "กรุงเทพ", "北京市", "🚒", "👩‍🚀", "é", "e\u0301",
          "\u200f", "\u2028", "\u0085", "\u00a0", '"', "\\", "<b>&", "3 May", ".", ","]


def records(n, seed=7):
    """n records in the form of `rubricator export --format rubricator`; the same seed gives the same ones."""
    chance = random.Random(seed)
    for i in range(n):
        text = "x" + "".join(chance.choice(SCRAPS) for _ in range(chance.randrange(5, 60)))
        spans, taken = [], set()
        for k in range(chance.randrange(10)):
            start = chance.randrange(len(text))
            end = min(len(text), start + chance.randrange(1, 12))
            if (start, end) in taken or not (text[start].isalnum() and text[end - 1].isalnum()):
                continue
            taken.add((start, end))
            spans.append({"start": start, "end": end, "label": chance.choice(["PER", "LOC", "ORG"]), "text": text[start:end],
                          "note": chance.choice(["", "two\nlines"]), "entity": chance.choice(["", f"Wikidata:Q{k}"])})
        yield {"id": f"awkward-{i:04d}", "text": text, "spans": spans, "status": "finished"}
