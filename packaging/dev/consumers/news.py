"""Articles of 3 KB with twenty spans each, for figures: one span stands in another, and every fourth article has an emoji before its names."""
import random

NAMES = {"PER": ["Mira Okonkwo", "Jonas Lindqvist", "وسامي قرية", "Ana Beltrán"], "LOC": ["Oslo", "North Bay", "北京市", "São Tomé"],
         "ORG": ["Ministry of Fisheries", "Harbour Council", "Union of Bakers"], "DATE": ["3 May", "last Tuesday", "2023"]}
WORDS = "the a of to said on that in would after with talks report ships prices water weather vote ferry bridge market winter price new old".split()


def articles(n, seed=7):
    chance = random.Random(seed)
    for i in range(n):
        text, spans = "🚒 " if i % 4 == 0 else "", []

        def add(label, name):
            nonlocal text
            spans.append({"start": len(text), "end": len(text) + len(name), "label": label, "text": name})
            text += name

        for k in range(19):
            text += " ".join(chance.choice(WORDS) for _ in range(chance.randrange(24, 32))) + " "
            if k == 9:  # the place stands in the name of the organisation
                spans.append({"start": len(text), "end": len(text) + 9, "label": "LOC", "text": "North Bay"})
                add("ORG", "North Bay University Hospital")
            else:
                label = chance.choice(list(NAMES))
                add(label, chance.choice(NAMES[label]))
            text += ".\n" if k % 4 == 3 else ". "
        yield {"id": f"news-{i:06d}", "title": f"Article {i}", "text": text.rstrip(), "spans": spans, "status": "finished"}
