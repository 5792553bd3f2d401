"""Adding articles: given, looked at, saved."""

from geodata.ui.adding.show import show_adding, show_whereabouts
from geodata.ui.page import show_tool

show_tool("add", show_adding, show_whereabouts)
