"""The start page: everything on one map. Run by `streamlit run dashboard.py`."""

from geodata.ui.page import show_page
from geodata.ui.pages.overview import show_overview

show_page("overview", show_overview)
