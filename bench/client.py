"""One reader without a browser: speaks Streamlit's own messages over the websocket and weighs every answer."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)


class Run(NamedTuple):
    """One run of the script as its reader sees it: seconds from the question to the last message, and bytes."""

    seconds: float
    size: int


@dataclass
class Client:
    """A session. It keeps what a browser keeps: the address, the page, its widgets and large messages it has seen."""

    socket: ClientConnection
    query: str = ""
    page: str = ""
    page_hash: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    seen: list[set[str]] = field(default_factory=list)
    failed: bool = False

    @classmethod
    async def open(cls, url: str, page: str = "", query: str = "") -> Self:
        """Connect as the browser does."""
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        socket = await connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None, ping_interval=None,
            open_timeout=120,
        )  # fmt: skip
        return cls(socket, query=query, page=page)

    async def run(self, **clicked: str | bool) -> Run:
        """Run the script with buttons pressed (True) or dates set, by their keys; return its time and weight."""
        for key, value in clicked.items():
            self._set(key, value)
        state = ClientState(query_string=self.query, page_script_hash=self.page_hash, page_name=self.page)
        state.widget_states.widgets.extend(self.states.values())
        state.cached_message_hashes.extend(set().union(*self.seen))
        state.context_info.locale, state.context_info.color_scheme = "en-GB", "light"
        began = time.perf_counter()
        await self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        size = await self._read()
        for key, value in clicked.items():
            if value is True:
                del self.states[self.widgets[key]]
        return Run(time.perf_counter() - began, size)

    def _set(self, key: str, value: str | bool) -> None:
        widget = WidgetState(id=self.widgets[key])
        if value is True:
            widget.trigger_value = True
        else:
            widget.string_array_value.data.append(str(value))
        self.states[widget.id] = widget

    async def _read(self) -> int:
        size, large = 0, set()
        while True:
            raw = await self.socket.recv()
            assert isinstance(raw, bytes)
            size += len(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page_hash = message.new_session.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            elif kind == "delta":
                self._notice(message)
            if kind == "ref_hash":
                large.add(message.ref_hash)
            elif message.metadata.cacheable:
                large.add(message.hash)
            if kind == "script_finished" and message.script_finished in _DONE:
                self.seen = [*self.seen[-1:], large]
                return size

    def _notice(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        self.failed |= kind == "exception"
        widget = getattr(getattr(element, kind), "id", "") if kind else ""
        if widget.startswith("$$ID-"):
            self.widgets[widget.split("-", 2)[2]] = widget

    async def close(self) -> None:
        """Leave."""
        await self.socket.close()
