"""What each publisher reports, and where publishers differ."""

from geodata.ui.page import start_page
from geodata.ui.sources import show_sources

show_sources(start_page("sources"))
