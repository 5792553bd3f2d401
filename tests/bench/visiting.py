"""A visitor without a browser: speaks to a Streamlit server as its page would."""

from __future__ import annotations

import json
import ssl
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
    from streamlit.proto.Components_pb2 import ComponentInstance
    from streamlit.proto.Delta_pb2 import Delta
    from websockets.asyncio.client import ClientConnection

__all__ = ["Visitor"]

# A script that is cut short is run again at once; that run is the answer.
CUT_SHORT = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
# A browser keeps big messages for so many runs after their last use; they are not sent again.
KEPT_RUNS = 2


@dataclass
class Visitor:
    """One session; each of `open`, `choose`, `click` and `turn_to` returns the seconds it took."""

    url: str
    certificate: Path | None = None  # that of who vouches for the server
    received: int = 0
    _connection: ClientConnection | None = None
    _page: str = ""
    _query: str = ""
    _pages: dict[str, str] = field(default_factory=dict)
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _pills: dict[str, ButtonGroup] = field(default_factory=dict)
    _map: ComponentInstance | None = None
    _map_fragment: str = ""
    _runs: int = 0
    _cached: dict[str, tuple[ForwardMsg, int]] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        address = f"{self.url.replace('http', 'ws', 1)}/_stcore/stream"
        # However long an answer takes, it is waited for: that is what is measured.
        self._connection = await connect(
            address,
            subprotocols=[Subprotocol("streamlit")],
            ssl=self._trusted(),
            max_size=None,
            open_timeout=None,
            ping_interval=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        assert self._connection is not None
        await self._connection.close()

    def _trusted(self) -> ssl.SSLContext | None:
        if self.certificate is None:
            return None
        return ssl.create_default_context(cafile=str(self.certificate))

    @property
    def pages(self) -> Sequence[str]:
        """The pages that can be turned to, by their path; the start page is ""."""
        return sorted(self._pages)

    def options(self, label: str) -> list[str]:
        """Return the options of pills as they are written at present."""
        return [option.content for option in self._pills[label].options]

    async def open(self) -> float:
        return await self._rerun()

    async def turn_to(self, page: str) -> float:
        self._page = self._pages[page]
        self._states, self._pills, self._map = {}, {}, None
        return await self._rerun()

    async def choose(self, label: str, options: Sequence[str]) -> float:
        """Set pills to these options."""
        pills = self._pills[label]
        self._states[pills.id] = WidgetState(id=pills.id)
        self._states[pills.id].string_array_value.data.extend(options)
        return await self._rerun()

    async def click(self, place_id: str) -> float:
        """Click the mark of a place; only the fragment of the map is run."""
        assert self._map is not None, "there is no map to click on"
        value = {"place": place_id, "at": int(time.time() * 1000)}
        self._states[self._map.id] = WidgetState(id=self._map.id, json_value=json.dumps(value))
        return await self._rerun(self._map_fragment)

    async def _rerun(self, fragment: str = "") -> float:
        assert self._connection is not None
        state = ClientState(
            query_string=self._query,
            page_script_hash=self._page,
            fragment_id=fragment,
            cached_message_hashes=self._cached,
            context_info=ContextInfo(locale="de-DE", timezone="Europe/Berlin", url=self.url),
        )
        state.widget_states.widgets.extend(self._states.values())
        start = time.perf_counter()
        await self._connection.send(BackMsg(rerun_script=state).SerializeToString())
        while True:
            data = await self._connection.recv()
            assert isinstance(data, bytes)
            self.received += len(data)
            message = self._recall(ForwardMsg.FromString(data))
            self._take(message)
            is_end = message.WhichOneof("type") == "script_finished"
            if is_end and message.script_finished != CUT_SHORT:
                self._forget(fragment)
                return time.perf_counter() - start

    def _recall(self, message: ForwardMsg) -> ForwardMsg:
        """Return a message, or the one that it refers to, and keep it as a browser does."""
        if message.WhichOneof("type") == "ref_hash":
            message, _run = self._cached[message.ref_hash]
        if message.metadata.cacheable:
            self._cached[message.hash] = message, self._runs
        return message

    def _forget(self, fragment: str) -> None:
        """Drop the messages not used for long; a run of a fragment ages none but its own."""
        if not fragment:
            self._runs += 1
            self._cached = {
                key: (message, run)
                for key, (message, run) in self._cached.items()
                if self._runs - run <= KEPT_RUNS
            }

    def _take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "navigation":
                self._pages = {
                    page.url_pathname: page.page_script_hash
                    for page in message.navigation.app_pages
                }
            case "page_info_changed":
                self._query = message.page_info_changed.query_string
            case "delta":
                self._take_delta(message.delta)
            case _:  # nothing that an answer hangs on
                pass

    def _take_delta(self, delta: Delta) -> None:
        element = delta.new_element
        match element.WhichOneof("type"):
            case "button_group":
                self._pills[element.button_group.label] = element.button_group
            case "component_instance" if "folium" in element.component_instance.component_name:
                self._map, self._map_fragment = element.component_instance, delta.fragment_id
            case "exception":
                raise AssertionError(element.exception.message)
            case _:
                pass
