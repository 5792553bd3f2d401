"""Which places are named, with every geocoded mention."""

from geodata.ui.page import start_page
from geodata.ui.places import show_places

show_places(start_page("places"))
