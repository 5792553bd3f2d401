"""The start page: everything on one map. Run by `streamlit run dashboard.py`."""

from geodata.ui.overview import show_overview
from geodata.ui.page import show_page

show_page("overview", show_overview)
