"""Where people protest, and where there is violence."""

from geodata.ui.page import start_page
from geodata.ui.protests import show_protests

show_protests(start_page("protests"))
