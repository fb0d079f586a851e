"""peer.py doccano|labelstudio FOLDER: one of the programs, started once; does what the lines of its input say (load FILE, dump FILE)
and answers each with a line of JSON: seconds of the clock and of the processor."""
import json, sys, time
from pathlib import Path

program, folder = sys.argv[1], Path(sys.argv[2])
answers, sys.stdout = sys.stdout, sys.stderr  # what they print themselves is no answer
folder.mkdir(parents=True)
if program == "doccano":
    import doccano_app

    user = doccano_app.start(folder)
    load = {"load": lambda path: doccano_app.load(user, path)[0],
            "load-default": lambda path: doccano_app.load(user, path, allow_overlapping=False)[0]}
    dump = doccano_app.dump
else:
    import labelstudio_app

    client = labelstudio_app.start(folder)
    load = {"load": lambda path: labelstudio_app.load(client, Path(path).with_suffix(".xml").read_text(encoding="utf-8"), Path(path).read_bytes())[0]}
    dump = lambda project, path: Path(path).write_bytes(labelstudio_app.dump(client, project, "JSON"))
project = None
print("{}", file=answers, flush=True)  # it has started
for line in sys.stdin:
    what, path = line.split()
    clock, processor = time.perf_counter(), time.process_time()
    if what == "dump":
        dump(project, path)
    else:
        project = load[what](path)
    print(json.dumps({"clock": time.perf_counter() - clock, "processor": time.process_time() - processor}), file=answers, flush=True)
