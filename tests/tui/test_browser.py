"""The app in a browser: who is let in, what the page loads, and that keys, lock and end work as in a terminal."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pyte
import pytest

from tests.tui import chromium
from tests.tui.test_terminal import MINUTES, accepted

COMMAND = [sys.executable, "-m", "dvo_tui", "serve"]


class Server:
    """`dvo-tui serve` on one document."""

    def __init__(self, folder: Path) -> None:
        file = folder / "vlierdonk.txt"
        file.write_text(MINUTES, encoding="utf-8")
        self.workspace = folder / "w"
        more = ["--workspace", str(self.workspace), "--reviewer", "jo", "--lang", "en"]
        self.process = subprocess.Popen([*COMMAND, str(file), *more], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{32,}/", line)
        assert found is not None, line
        self.address = found[0]
        self.origin = self.address.rsplit("/", 2)[0]

    @property
    def socket(self) -> str:
        return self.address.replace("http", "ws") + "ws?width=100&height=30"

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    yield running
    if running.process.poll() is None:
        running.end()
    assert running.process.stdout is not None
    running.process.stdout.close()


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


class TabClient:
    """What a tab does, without a browser: shows what the app sends, and sends keys."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.screen = pyte.Screen(100, 30)
        self.stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    async def wait(self, wanted: str) -> None:
        async with asyncio.timeout(30):
            while wanted not in self.text:
                message = await self.socket.receive()
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (message, self.text)
                if message.type is aiohttp.WSMsgType.BINARY:
                    self.stream.feed(message.data)

    async def keys(self, keys: str) -> None:
        await self.socket.send_str(json.dumps(["stdin", keys]))


async def status(client: aiohttp.ClientSession, address: str, **headers: str) -> int:
    async with client.get(address, headers=headers) as answer:
        return answer.status


# Who is let in


async def test_without_the_token_there_is_nothing_but_403(server: Server, client: aiohttp.ClientSession) -> None:
    token = server.address.split("/")[3]
    assert await status(client, server.address) == 200
    for path in ("/", "/ws", "/static/js/textual.js", f"/{token[:-1]}/", f"/{token}x/", f"/x{token}/ws", "/%00/", "//"):
        assert await status(client, server.origin + path) == 403, path
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await client.ws_connect(server.socket.replace(token, token[::-1]), headers={"Origin": server.origin})
    assert refused.value.status == 403


async def test_another_origin_or_host_name_gets_403(server: Server, client: aiohttp.ClientSession) -> None:
    port = urlsplit(server.address).port
    for headers in (
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{port}.example.org"},
        {"Origin": f"https://127.0.0.1:{port}"},
        {"Origin": f"http://localhost:{port}"},
        {"Host": f"example.org:{port}"},
        {"Host": "127.0.0.1"},
    ):
        assert await status(client, server.address, **headers) == 403, headers
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(server.socket, headers={"Origin": server.origin} | headers)
        assert refused.value.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await client.ws_connect(server.socket)  # a browser always says its origin
    assert refused.value.status == 403


def test_only_this_machine_is_listened_to(server: Server) -> None:
    port = urlsplit(server.address).port
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("no /proc/net/tcp on this system")
    listening = [line.split()[1] for line in table.read_text().splitlines()[1:] if line.split()[3] == "0A"]
    assert [place.split(":")[0] for place in listening if int(place.split(":")[1], 16) == port] == ["0100007F"]


# What the page loads


async def test_the_page_and_what_it_loads_name_no_other_host(server: Server, client: aiohttp.ClientSession) -> None:
    async with client.get(server.address) as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in policy
    assert set(re.findall(r"\w+://[^/\"' ;]+", page + policy)) == {"ws" + server.origin.removeprefix("http")}
    loaded = re.findall(r'(?:src|href)="([^":]+)"', page)
    assert len(loaded) == 4
    for name in loaded:
        async with client.get(server.address + name) as answer:
            assert answer.status == 200, name
            text = await answer.text(errors="replace")
        if name.endswith(".css"):
            assert not re.search(r"@import|url\(\s*['\"]?\w+:", text), name
            loaded += [found for found in re.findall(r'url\("([^"]+)"\)', text) if found not in loaded]
    assert [name for name in loaded if name.endswith(".ttf")]


@pytest.mark.parametrize(
    "path", ["static/", "static/../server.py", "static/%2e%2e/server.py", "page.html", "download/x"]
)
async def test_nothing_else_is_there(server: Server, client: aiohttp.ClientSession, path: str) -> None:
    assert await status(client, server.address + path) in (403, 404)


# At work


async def test_a_tab_shows_the_app_takes_keys_and_saves_when_it_is_closed(
    server: Server, client: aiohttp.ClientSession
) -> None:
    async with client.ws_connect(server.socket, headers={"Origin": server.origin}) as socket:
        tab = TabClient(socket)
        await tab.wait("a accept")
        await tab.keys("aa")
        await tab.wait("3/")
        await socket.send_str(json.dumps(["resize", {"width": 100, "height": 29}]))
        for odd in ("[]", "{}", "7", "not JSON", '["resize", {}]', '["stdin"]', '["quit"]', "[[1], 2]"):
            await socket.send_str(odd)
        await tab.keys("a")
        await tab.wait("4/")
    await gone(server)
    assert accepted(server.workspace) == 3


async def test_a_second_tab_on_the_document_is_read_only_and_q_ends_one(
    server: Server, client: aiohttp.ClientSession
) -> None:
    async with client.ws_connect(server.socket, headers={"Origin": server.origin}) as one:
        first = TabClient(one)
        await first.wait("a accept")
        await first.keys("a")
        await first.wait("2/")
        async with client.ws_connect(server.socket, headers={"Origin": server.origin}) as two:
            second = TabClient(two)
            await second.wait("READ ONLY")
            await second.keys("aa")
        await first.keys("aq")
        async with asyncio.timeout(20):
            while (await one.receive()).type is not aiohttp.WSMsgType.CLOSE:
                pass
    await gone(server)
    assert accepted(server.workspace) == 2


async def test_ctrl_c_ends_server_and_tabs_with_everything_saved(server: Server, client: aiohttp.ClientSession) -> None:
    async with client.ws_connect(server.socket, headers={"Origin": server.origin}) as socket:
        tab = TabClient(socket)
        await tab.wait("a accept")
        await tab.keys("aa")
        await tab.wait("3/")
        ending = asyncio.create_task(asyncio.to_thread(server.end))
        async with asyncio.timeout(20):
            while (await socket.receive()).type is not aiohttp.WSMsgType.CLOSE:
                pass
        await socket.close()
        assert await ending == 0
    assert accepted(server.workspace) == 2
    assert children(server) == []


async def test_a_server_that_is_killed_leaves_no_app_behind(server: Server, client: aiohttp.ClientSession) -> None:
    async with client.ws_connect(server.socket, headers={"Origin": server.origin}) as socket:
        tab = TabClient(socket)
        await tab.wait("a accept")
        await tab.keys("aa")
        await tab.wait("3/")
        behind = children(server)
        assert len(behind) == 1
        server.process.kill()
        server.process.wait(20)
        async with asyncio.timeout(20):
            while any(is_running(one) for one in behind):
                await asyncio.sleep(0.05)
    assert accepted(server.workspace) == 2


def children(server: Server) -> list[int]:
    task = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return [int(one) for one in task.read_text().split()] if task.exists() else []


def is_running(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


async def gone(server: Server) -> None:
    """Wait until no tab has a process any more."""
    async with asyncio.timeout(20):
        while children(server):
            await asyncio.sleep(0.05)


# What is refused


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['textual_serve'] = None; from dvo_tui.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", str(tmp_path), "--workspace", str(tmp_path), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "dvo-tui: this needs more: pip install 'dvo-tui[serve]'\n"


def test_a_bad_path_and_a_taken_port_are_one_line(server: Server, tmp_path: Path) -> None:
    port = str(urlsplit(server.address).port)
    for arguments, complaint in (
        ([str(tmp_path / "nergens.txt")], "does not exist"),
        ([str(tmp_path / "vlierdonk.txt"), "--port", port], f"port {port} cannot be had"),
    ):
        done = subprocess.run([*COMMAND, *arguments, "--lang", "en"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert complaint in done.stderr
        assert done.stderr.count("\n") == 1


# In a real browser


@pytest.mark.skipif(chromium.found() is None, reason="no Chromium here: apt-get install chromium")
async def test_in_a_real_chromium_the_app_is_painted_and_keys_work(server: Server, tmp_path: Path) -> None:
    program = chromium.found()
    assert program is not None
    async with chromium.page(program, tmp_path / "profile", server.address, (1280, 800)) as page:
        await page.until("document.body.classList.contains('-first-byte')")
        await page.until("document.activeElement.classList.contains('xterm-helper-textarea')")
        async with asyncio.timeout(30):
            while not children(server) or not list((server.workspace / "work").rglob("[!.]*.json")):
                await asyncio.sleep(0.1)
                await page.press("a")
        before = await settled_picture(page)
        await page.press("g")
        after = await settled_picture(page)
        assert before != after
        assert len(before) > 20_000
        assert {urlsplit(url).netloc for url in page.requested if not url.startswith("data:")} == {
            urlsplit(server.address).netloc
        }
        assert page.complaints == []
        if folder := os.environ.get("DVO_TUI_PICTURES"):
            (Path(folder) / "browser.png").write_bytes(before)
    await gone(server)
    assert accepted(server.workspace) > 0


async def settled_picture(page: chromium.Page) -> bytes:
    """The page once it stays the same."""
    last = b""
    async with asyncio.timeout(20):
        while last != (now := await page.picture()):
            last = now
            await asyncio.sleep(0.4)
    return last
