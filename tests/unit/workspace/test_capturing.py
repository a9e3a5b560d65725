"""Pages captured by a real browser from a server on this machine, and what others captured, its digests checked."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import http.client
import io
import json
import os
import resource
import shutil
import signal
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.beginnings import begun
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sijill.actions import Provenance
from sijill.actions.holding import HeldInside
from sijill.adapters.capture import NoAddress, capture_page
from sijill.adapters.capture._relay import Relay, is_private
from sijill.adapters.capture._wacz import sort_key
from sijill.adapters.timestamps import NoTimeStamp, ask_authority
from sijill.cli import main
from sijill.model import Sensitivity
from sijill.workspace import Register, Settings
from sijill.workspace.capturing import NoWebArchive

KNOWN = Provenance("Invented Monitor")
PAGE = (
    "<!DOCTYPE html><html lang='en'><title>Invented page</title><body><h1>Invented Town</h1><p>At least 12 civilians "
    "were killed in shelling on Invented Town on 5 May 2016, the Invented Monitor said.</p>" + "<p>Invented.</p>" * 90
)
PAGES: dict[str, tuple[int, str, str]] = {
    "/page": (200, "text/html; charset=utf-8", PAGE),
    "/login": (200, "text/html", "<title>Log in</title><form><input type='password'></form>"),
    "/deleted": (200, "text/html; charset=utf-8", "<title>X</title><p>هذا المنشور لم يعد متاحًا</p>"),
    "/gone": (404, "text/html", PAGE),
    "/article-with-login": (200, "text/html", "<input type=password><h1>Account deleted</h1>" + PAGE),
    "/elsewhere": (
        200,
        "text/html; charset=utf-8",
        "<h2>Elsewhere</h2>" + PAGE + "<script>history.pushState({}, '', '/other')</script>",
    ),
    "/error": (503, "text/html", PAGE + "<script>history.pushState({}, '', '/other'); JSON.stringify = 1</script>"),
    "/film": (200, "text/html", "<title>Film</title><p>Invented film</p><video src='/film.mp4'></video>"),
}


class Site(BaseHTTPRequestHandler):
    """An invented site: a page, a login, a deleted post, a film that stops half-way."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        if self.path == "/ends":
            for children in Path("/proc/self/task").glob("*/children"):
                for child in children.read_text().split():
                    if "chrom" in Path(f"/proc/{child}/cmdline").read_text():
                        os.kill(int(child), signal.SIGKILL)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        status, mime, words = PAGES.get(self.path, (404, "text/html", "nothing"))
        body, length = words.encode(), len(words.encode())
        if self.path == "/film.mp4":
            status, mime, body, length = 200, "video/mp4", b"x" * 1000, 5000
        self.send_response(status)
        self.send_header("Content-Type", mime)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the invented site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """A register whose browser may be started by root, as a test may be."""
    settings = Settings(name="Invented", owner="lead", accept_unconfined=True)
    with begun(tmp_path / "register", settings) as made:
        yield made


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine: no page is captured")
def test_a_page_is_captured_whole_and_what_is_none_is_a_failure_that_is_said(register, site, tmp_path):
    """R-BP.3: address, source, full-page capture, who, when, tool; and nothing is sealed of what is not the page."""
    made = register.captures.capture(f"{site}/moved", KNOWN)

    assert (made.failure, made.status, made.led_to) == (None, 200, f"{site}/page")
    held = {one.id: one for one in register.evidence.items()}
    assert held.keys() == {made.item, made.screenshot, made.archive}
    assert held[made.item].url == f"{site}/page"
    assert register.evidence.bytes_of(made.screenshot)[:4] == b"\x89PNG"
    assert [one.number.count.low for one in register.review.proposals_of(made.item) if one.number] == [12]
    packed = tmp_path / "ours.wacz"
    packed.write_bytes(register.evidence.bytes_of(made.archive))
    again = register.captures.receive(packed, KNOWN)
    assert (again.problems, len(again.pages)) == ((), 1)

    assert {made.item, made.screenshot, *again.pages} == {one.item for one in register.evidence.parts_of(made.archive)}

    entries, paths = register.seq, ("/login", "/deleted", "/film", "/gone", "/error", "/ends")
    why = {path: register.captures.capture(site + path, KNOWN).failure for path in paths}
    codes = ("login", "notice", "cut", "gone", "refused", "broken")
    assert tuple(why.values()) == codes
    assert register.captures.capture("http://127.0.0.1:9/", KNOWN).failure == "unreachable"
    told = list(register.records.entries(kind="capture"))[-7:]
    assert register.seq == entries + 7
    assert all(not one.body.get("item") and one.actor == "lead" for one in told)
    # What only looks like a notice, or like a login, is a person's to judge.
    assert register.captures.capture(f"{site}/article-with-login", KNOWN).failure is None
    assert register.captures.capture(f"{site}/elsewhere", KNOWN).status == 200
    anyway = register.captures.capture(f"{site}/deleted", KNOWN, anyway=True)
    assert (anyway.failure, anyway.overruled, bool(anyway.item)) == (None, "notice", True)

    register.keeping.destroy([made.item], reason="she asked", second_actor="second")
    assert next(iter(register.records.entries(kind="capture"))).body is None
    assert {made.screenshot, made.archive}.isdisjoint(one.id for one in register.evidence.items())


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine: no page is captured")
def test_a_page_reaches_no_machine_of_the_local_network(site):
    """A page that is captured could otherwise ask what stands on the reporter's own network."""
    asked: list[str] = []

    class Proxy(Site):
        def do_GET(self) -> None:
            """Answer for every host."""
            asked.append(self.path)
            self.path = "/private" if self.path == "http://invented.example/page" else "/page"
            super().do_GET()

    PAGES["/private"] = (200, "text/html", PAGE + f"<img src='{site}/page'><iframe src='http://10.0.0.1/'></iframe>")
    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        through = f"http://127.0.0.1:{server.server_port}"
        found = capture_page("http://invented.example/page", proxy=through, unconfined=True)
        server.shutdown()

    assert (found.failure, found.status) == ("", 200)
    assert "http://invented.example/page" in asked
    assert [one for one in asked if "127.0.0.1" in one or "10.0.0.1" in one] == []


@pytest.mark.enable_socket
def test_a_relay_leads_to_a_private_address_only_where_that_was_asked_for(site):
    host = site.removeprefix("http://")
    localhost = host.replace("127.0.0.1", "localhost")

    def status(relay: Relay, target: str) -> int | None:
        asked = http.client.HTTPConnection(relay.address.removeprefix("http://"), timeout=60)
        try:
            asked.request("GET", f"http://{target}/page")
            return asked.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            asked.close()

    with Relay(private_too=False) as closed, Relay(private_too=True) as open_:
        port = int(open_.address.rpartition(":")[2])
        with Relay(private_too=False, proxy=("127.0.0.1", port)) as further:
            assert [status(one, host) for one in (closed, further)] == [None, None]
            assert status(closed, localhost) is None
        assert (status(open_, host), status(open_, localhost)) == (200, 200)
        with Relay(private_too=True, proxy=("127.0.0.1", port)) as further:
            assert status(further, host) == 200


@pytest.mark.enable_socket
def test_a_relay_serves_a_program_that_holds_many_files_open(site):
    """A desk that many use has more than a thousand; some ways to wait for an answer count no further."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    with contextlib.ExitStack() as open_files, Relay(private_too=True) as relay:
        for _ in range(1100):
            open_files.enter_context(Path("/dev/null").open("rb"))
        asked = http.client.HTTPConnection(relay.address.removeprefix("http://"), timeout=30)
        open_files.callback(asked.close)
        asked.request("GET", f"{site}/page")

        assert asked.getresponse().status == 200


def test_what_is_private_is_told_without_asking_anybody():
    private = ("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.1.1", "172.16.0.1", "::1", "[fc00::1]")
    private = (
        *private,
        "fe80::1%eth0",
        "::ffff:127.0.0.1",
        "localhost",
        "router.lan",
        "printer",
        "0x7f000001",
        "127.1",
    )

    assert [one for one in private if not is_private(one)] == []
    assert [one for one in ("8.8.8.8", "2606:4700::1111", "example.org", "10.example.org") if is_private(one)] == []


def test_what_is_no_address_is_refused_before_a_browser_starts():
    addresses = ("file:///etc/passwd", "javascript:1", "example.org", "http://", "http://a.example:x/", "http://[::1/")
    for address in addresses:
        with pytest.raises(NoAddress):
            capture_page(address)
    for address, proxy in (("http://u:secret@a.example:x/", ""), ("http://a.example", "socks5://u:secret@b:x")):
        with pytest.raises(NoAddress) as refused:
            capture_page(address, proxy=proxy)
        assert "secret" not in str(refused.value)
    for address, proxy in (("http://a.example:x/", ""), ("http://a.example", "https://u:secret@b:1")):
        with pytest.raises(NoTimeStamp) as late:
            ask_authority(address, b"", proxy=proxy)
        assert "secret" not in str(late.value)


def test_an_address_turned_round_sorts_an_index():
    assert sort_key("https://www.example.org:443/A?b=1") == "org,example)/a?b=1"
    assert sort_key("http://example.org:8080") == "org,example:8080)/"


def warc(*, body: bytes = PAGE.encode(), spoilt: bool = False) -> bytes:
    """Return a WARC that another tool made of an invented page."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    url, kind = "https://example.org/page", "response"
    record = writer.create_warc_record(url, kind, io.BytesIO(body), http_headers=headers)
    writer.write_record(record)
    record.raw_stream.close()
    content = out.getvalue()
    if spoilt:
        plain = gzip.decompress(content).replace(b"At least 12", b"At least 21")
        content = gzip.compress(plain)
    return content


def foreign(path: Path, change: Callable[[dict[str, bytes]], object] = lambda _: None) -> Path:
    """Write a WACZ as another tool does, after a change to its files."""
    page = {"url": "https://example.org/page", "title": "Invented page", "ts": "2016-05-06T00:00:00Z"}
    files = {
        "archive/a.warc.gz": warc(),
        "indexes/index.cdx.gz": gzip.compress(b"org,example)/page 2016 {}\n"),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n' + json.dumps(page).encode() + b"\n",
    }
    listed = [{"path": n, "hash": f"sha256:{hashlib.sha256(c).hexdigest()}"} for n, c in files.items()]
    files["datapackage.json"] = json.dumps({"wacz_version": "1.1.1", "resources": listed}).encode()
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_foreign_wacz_is_read_and_its_pages_are_items_with_claims(register, tmp_path):
    made = register.captures.receive(foreign(tmp_path / "f.wacz"), KNOWN)

    assert (made.kind, made.records, made.problems, len(made.pages)) == ("wacz", 1, (), 1)
    (page,) = made.pages
    assert register.evidence.item(page).url == "https://example.org/page"
    assert register.evidence.item(page).title == "Invented page"
    (part,) = register.evidence.parts_of(page)
    assert (part.of, part.name) == (made.item, "https://example.org/page")
    register.evidence.classify(page, Sensitivity.SEALED, reason="a witness")
    assert register.evidence.item(made.item).sensitivity is Sensitivity.SEALED
    with pytest.raises(HeldInside):
        register.keeping.destroy([page], reason="she asked", second_actor="second")
    register.keeping.destroy([made.item], reason="she asked", second_actor="second")
    assert register.evidence.items() == []


def test_a_wacz_keeps_its_claims(register, tmp_path):
    (page,) = register.captures.receive(foreign(tmp_path / "f.wacz"), KNOWN).pages

    assert register.review.proposals_of(page)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda files: files.pop("indexes/index.cdx.gz"), "no_index"),
        (lambda files: files.pop("datapackage.json"), "no_package"),
        (lambda files: files.update({"archive/a.warc.gz": warc(body=b"<p>other</p>")}), "hash"),
        (lambda files: files.update({"datapackage-digest.json": b'{"hash": "sha256:00"}'}), "hash"),
        (lambda files: files.update({"datapackage.json": b'{"resources": [{"path": "gone", "hash": ""}]}'}), "missing"),
    ],
)
def test_a_wacz_that_does_not_fit_is_sealed_and_nothing_of_it_is_read(register, tmp_path, change, code):
    path = foreign(tmp_path / "f.wacz", change)

    made = register.captures.receive(path, KNOWN)

    assert code in {one for one, _ in made.problems}
    assert made.pages == ()
    assert [one.id for one in register.evidence.items()] == [hashlib.sha256(path.read_bytes()).hexdigest()]


def test_a_warc_is_read_and_one_whose_answer_was_altered_is_told(register, tmp_path, capsys):
    for name, spoilt in (("a.warc.gz", False), ("b.warc.gz", True), ("c.wacz", False)):
        (tmp_path / name).write_bytes(b"PK\x03\x04 broken" if name == "c.wacz" else warc(spoilt=spoilt))

    assert len(register.captures.receive(tmp_path / "a.warc.gz", KNOWN).pages) == 1
    assert register.captures.receive(tmp_path / "b.warc.gz", KNOWN).problems == (
        ("digest", "https://example.org/page"),
    )
    source = ("--source", "Invented Archive")
    assert main(["receive", str(register.folder), str(tmp_path / "c.wacz"), *source]) == 3
    assert "cannot be read" in capsys.readouterr().out
    (tmp_path / "d.txt").write_text("words")
    with pytest.raises(NoWebArchive):
        register.captures.receive(tmp_path / "d.txt", KNOWN)


def test_an_auto_archivers_folder_is_taken_in_with_its_hashes_checked(register, tmp_path):
    folder = tmp_path / "archived"
    folder.mkdir()
    files = {"good.html": PAGE.encode(), "altered.html": b"<p>altered</p>", "bare.html": b"<p>Invented words.</p>"}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    told = {
        "status": "generic_extractor: success",
        "metadata": {"url": "https://example.org/post/7", "title": "Invented post", "timestamp": "2016-05-06T10:00:00"},
        "media": [
            {
                "filename": "/tmp/x/good.html",
                "properties": {"hash": f"SHA-256:{hashlib.sha256(PAGE.encode()).hexdigest()}"},
            },
            {"filename": "altered.html", "properties": {"hash": f"SHA-256:{'0' * 64}"}},
            {"filename": "bare.html", "properties": {}},
            {"filename": "../../gone.mp4"},
        ],
    }
    (folder / "metadata.json").write_text(json.dumps(told))

    made = register.captures.receive(folder, KNOWN)

    assert made.problems == (("hash", "altered.html"), ("no_hash", "bare.html"), ("missing", "gone.mp4"))
    held = [register.evidence.item(one) for one in made.media]
    assert [one.original_name for one in held] == ["good.html", "bare.html"]
    assert {(one.url, one.title, one.published_on.edtf) for one in held} == {
        ("https://example.org/post/7", "Invented post", "2016-05-06")
    }
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoWebArchive):
        register.captures.receive(tmp_path / "empty", KNOWN)
