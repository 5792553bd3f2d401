"""How it works, how often it errs, and what every column means."""

from geodata.ui.method import show_method
from geodata.ui.page import show_page

show_page("method", show_method)
