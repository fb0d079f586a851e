"""conlleval, the port to Python, counts as many phrases of conll as tags begin one."""
import sys
from pathlib import Path

import conlleval

lines, begun = [], 0
for line in open(Path(sys.argv[1]) / "conll", encoding="utf-8", newline="\n"):
    cells = line.split()
    if not cells or cells[0] == "-DOCSTART-":
        lines += ["\n"] * bool(lines)  # it counts the columns of the first line
        continue
    assert len(cells) == 4, line
    begun += cells[3].startswith("B-")
    lines.append(" ".join([*cells, cells[3]]) + "\n")
stats = conlleval.evaluate(lines)["overall"]["chunks"]["stats"]
assert stats["gold"] == begun > 0, (stats, begun)
print(f"{stats['gold']} phrases")
