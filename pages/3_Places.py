"""Which places are named, with every geocoded mention."""

from geodata.ui.page import show_page
from geodata.ui.pages.places import show_places

show_page("places", show_places)
