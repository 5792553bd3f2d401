"""How it works, how often it errs, and what every column means."""

from geodata.ui.method import show_method
from geodata.ui.page import start_page

show_method(start_page("method"))
