"""A model server on loopback that says what a test told it to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from sijill.adapters.model_extractor import Endpoint


class FakeModel:
    """Answers from a list, the last answer for ever, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                model.asked.append(json.loads(body))
                model.keys.append(self.headers.get("Authorization"))
                status, content = model.answers.pop(0) if len(model.answers) > 1 else model.answers[0]
                if isinstance(content, bytes):
                    payload = content
                else:
                    said = content if isinstance(content, str) else json.dumps({"claims": content})
                    payload = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def endpoint(self, **changes: Any) -> Endpoint:
        """Return an endpoint that leads here."""
        return Endpoint(**{"model": "toy", "url": self.url, "timeout": 5.0, **changes})


@pytest.fixture
def model() -> Iterator[FakeModel]:
    """A running fake model."""
    fake = FakeModel()
    fake.thread.start()
    yield fake
    fake.server.shutdown()
    fake.server.server_close()
    fake.thread.join()
