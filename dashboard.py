"""The start page: everything on one map. Run by `streamlit run dashboard.py`."""

from geodata.ui.overview import show_overview
from geodata.ui.page import start_page

show_overview(start_page("overview"))
