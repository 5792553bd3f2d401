"""What the filters keep as a document, to be printed or saved as a PDF."""

from geodata.ui.page import show_page
from geodata.ui.pages.report import show_report

show_page("report", show_report)
