"""The folder's to_argilla.py with Argilla's own client, whose calls to a server are answered here."""
import json, re, runpy, sys, threading, uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

ME, WS, DS = (str(uuid.uuid4()) for _ in range(3))
sent = {"records": [], "fields": [], "questions": []}
NOW = "2026-01-01T00:00:00"


class Server(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, body, code=200):
        data = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def body(self):
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")

    def do_GET(self):
        path = self.path.split("?")[0]
        if path.endswith("/me"):
            return self.answer({"id": ME, "username": "u", "role": "owner", "first_name": "u", "inserted_at": NOW, "updated_at": NOW})
        if path.endswith("/workspaces"):
            return self.answer({"items": [{"id": WS, "name": "w", "inserted_at": NOW, "updated_at": NOW}]})
        if path.endswith(f"/workspaces/{WS}"):
            return self.answer({"id": WS, "name": "w", "inserted_at": NOW, "updated_at": NOW})
        if path.endswith("/datasets"):
            return self.answer({"items": []})
        if path.endswith("/fields"):
            return self.answer({"items": sent["fields"]})
        if path.endswith("/questions"):
            return self.answer({"items": sent["questions"]})
        if re.search(r"/datasets/[^/]+$", path):
            return self.answer(sent["dataset"])
        return self.answer({"items": []})

    def do_POST(self):
        b = self.body()
        if self.path.endswith("/datasets"):
            sent["dataset"] = dict(b, id=DS, workspace_id=WS, status="draft")
            return self.answer(sent["dataset"], 201)
        for kind in ("fields", "questions"):
            if self.path.endswith("/" + kind):
                sent[kind].append(dict(b, id=str(uuid.uuid4()), dataset_id=DS))
                return self.answer(sent[kind][-1], 201)
        return self.do_PUT(b)

    def do_PUT(self, b=None):
        b = self.body() if b is None else b
        if "records/bulk" in self.path:
            sent["records"] += b["items"]
            return self.answer({"items": [dict(i, id=str(uuid.uuid4()), dataset_id=DS, status="completed", inserted_at=NOW, updated_at=NOW, responses=[], suggestions=[], vectors={}, metadata={}) for i in b["items"]], "updated_item_ids": []})
        sent["dataset"]["status"] = "ready"
        return self.answer(sent["dataset"])

    def do_PATCH(self):
        self.body()
        return self.answer(sent["dataset"])


server = HTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
folder = sys.argv[1] + "/argilla"
sys.argv = ["to_argilla.py", f"http://127.0.0.1:{server.server_port}", "key", "w"]
runpy.run_path(folder + "/to_argilla.py", run_name="__main__")
answers = [a for r in sent["records"] for a in r.get("responses") or []]
spans = sum(len(a["values"]["spans"]["value"]) for a in answers)
assert answers and spans and all(a["user_id"] == ME for a in answers)
print(f"{len(sent['records'])} records, {len(answers)} answers with {spans} spans sent")
