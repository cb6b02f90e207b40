"""Serves the app to browsers on this machine: one process a tab, a token in the address, nothing from anywhere else.

Invariant: without the token, from another origin or under another host name there is no answer but 403.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import signal
import socket
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import textual_serve
from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from dvo_tui.errors import InputError
from dvo_tui.language import _, current
from dvo_tui.tui.keys import N_

HOST = "127.0.0.1"
"""The only address that is listened on: this machine."""

FONT_SIZE, LARGEST = 16, 64
WIDTH, HEIGHT, MOST_CELLS = 80, 24, 1000
"""The size of a tab's terminal where it does not say its own, and what it may say."""

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a page may load: only what this server has. The terminal styles its own elements, hence the inline styles."""

TYPES = {"page.css": "text/css", "page.js": "text/javascript"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Tab(AppService):
    """The process behind one tab, started without a shell and out of reach of this terminal's ctrl+c."""

    def __init__(self, arguments: Sequence[str], page: web.WebSocketResponse, downloads: DownloadManager) -> None:
        super().__init__(
            arguments[0],
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=page.close,  # type: ignore[arg-type]  # its answer is not looked at
            download_manager=downloads,
        )
        self._arguments = arguments

    async def _open_app_process(self, width: int = WIDTH, height: int = HEIGHT) -> Process:
        environment = self._build_environment(width=width, height=height)
        self._process = await asyncio.create_subprocess_exec(
            *self._arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        self._stdin = self._process.stdin
        return self._process


class Served:
    """The pages of one run.

    Args:
        arguments: The program behind each tab, with its arguments.
        title: What the browser calls the page.
        port: The port that is listened on.
        token: What the address must begin with.
    """

    def __init__(self, arguments: Sequence[str], title: str, port: int, token: str) -> None:
        self._arguments = arguments
        self._title = title
        self._token = token
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        self._downloads = DownloadManager()
        self._open: set[web.WebSocketResponse] = set()
        self.address = f"http://{HOST}:{port}/{token}/"

    def application(self) -> web.Application:
        """What answers requests."""
        application = web.Application(middlewares=[self._guarded])
        root = f"/{self._token}"
        application.router.add_get(f"{root}/", self._page)
        application.router.add_get(f"{root}/ws", self._tab)
        application.router.add_get(f"{root}/{{name:page[.](?:css|js)}}", self._own)
        application.router.add_static(f"{root}/static", Path(textual_serve.__file__).parent / "static")
        application.on_shutdown.append(self._close_tabs)
        return application

    # Who may

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 403 to whoever does not have the token, comes from elsewhere, or calls this machine otherwise."""
        response: web.StreamResponse
        if self._may(request):
            try:
                response = await handler(request)
            except web.HTTPException as refused:
                response = web.Response(status=refused.status, text=refused.reason)
        else:
            response = web.Response(status=403, text="403")
        if not response.prepared:
            response.headers.update(HEADERS)
            response.headers["Content-Security-Policy"] = POLICY.format(host=request.host)
        return response

    def _may(self, request: web.Request) -> bool:
        first = request.path.split("/")[1]
        has_token = secrets.compare_digest(first.encode("utf-8", "surrogatepass"), self._token.encode())
        origin = request.headers.get("Origin")
        if origin is None:
            from_here = request.headers.get("Upgrade", "").lower() != "websocket"
        else:
            from_here = origin == f"http://{request.host}"
        return has_token and from_here and request.host in self._hosts

    # What there is

    async def _page(self, request: web.Request) -> web.Response:
        page = Template(files(__package__).joinpath("page.html").read_text("utf-8"))
        said = {
            "language": current(),
            "title": self._title,
            "socket": f"ws://{request.host}/{self._token}/ws",
            "size": str(_number(request, "fontsize", FONT_SIZE, LARGEST)),
            "ended": _("This tab has ended; everything that was settled is saved. Load the page again to go on."),
        }
        text = page.substitute({name: _escaped(value) for name, value in said.items()})
        return web.Response(text=text, content_type="text/html")

    async def _own(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        return web.Response(text=files(__package__).joinpath(name).read_text("utf-8"), content_type=TYPES[name])

    async def _tab(self, request: web.Request) -> web.WebSocketResponse:
        """The app of one tab, for as long as the tab is open."""
        page = web.WebSocketResponse(heartbeat=15)
        await page.prepare(request)
        tab = Tab(self._arguments, page, self._downloads)
        self._open.add(page)
        try:
            await tab.start(
                _number(request, "width", WIDTH, MOST_CELLS), _number(request, "height", HEIGHT, MOST_CELLS)
            )
            async for message in page:
                if message.type == WSMsgType.TEXT:
                    await _pass_on(message.data, page, tab)
        finally:
            self._open.discard(page)
            with contextlib.suppress(OSError):
                await tab.stop()
        return page

    async def _close_tabs(self, _application: web.Application) -> None:
        for page in list(self._open):
            await page.close()


async def _pass_on(data: str, page: web.WebSocketResponse, tab: Tab) -> None:
    """Give what a page sent to its app; what is no message is dropped."""
    with contextlib.suppress(ValueError, TypeError, KeyError, IndexError):
        kind, *rest = json.loads(data)
        if kind == "stdin":
            await tab.send_bytes(str(rest[0]).encode("utf-8", "replace"))
        elif kind == "resize":
            width, height = (max(1, min(int(rest[0][name]), MOST_CELLS)) for name in ("width", "height"))
            await tab.set_terminal_size(width, height)
        elif kind == "ping":
            await page.send_json(["pong", rest[0]])
        elif kind == "blur":
            await tab.blur()
        elif kind == "focus":
            await tab.focus()


def _number(request: web.Request, name: str, usual: int, most: int) -> int:
    """A number of the address, from 1 to `most`."""
    with contextlib.suppress(ValueError):
        return max(1, min(int(request.query.get(name, usual)), most))
    return usual


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)


def serve(arguments: Sequence[str], title: str, port: int, say: Callable[[str], Any]) -> int:
    """Serve until ctrl+c or SIGTERM, and give the exit code.

    Args:
        arguments: The program behind each tab, with its arguments.
        title: What the browser calls the page.
        port: Where to listen; 0 for a port that is free.
        say: Told the address.

    Raises:
        InputError: where the port cannot be had.
    """
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        raise InputError(N_("port {port} cannot be had: {why}"), port=port, why=error.strerror or error) from None
    served = Served(arguments, title, listening.getsockname()[1], secrets.token_urlsafe(24))
    with listening:
        asyncio.run(_serve(served, listening, say))
    return 0


async def _serve(served: Served, listening: socket.socket, say: Callable[[str], Any]) -> None:
    runner = web.AppRunner(served.application(), access_log=None, shutdown_timeout=20)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    say(_("open {address} in a browser on this machine; ctrl+c ends it").format(address=served.address))
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    await runner.cleanup()
