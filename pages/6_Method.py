"""How it works, how often it errs, and what every column means."""

from geodata.ui.page import show_page
from geodata.ui.pages.method import show_method

show_page("method", show_method)
