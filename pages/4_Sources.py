"""What each publisher reports, and where publishers differ."""

from geodata.ui.page import show_page
from geodata.ui.pages.sources import show_sources

show_page("sources", show_sources)
