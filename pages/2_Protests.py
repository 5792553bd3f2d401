"""Where people protest, and where there is violence."""

from geodata.ui.page import show_page
from geodata.ui.pages.protests import show_protests

show_page("protests", show_protests)
