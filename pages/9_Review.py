"""What the machine is least sure of, one at a time, for a person to judge."""

from geodata.ui.page import show_page
from geodata.ui.pages.review import show_review

show_page("review", show_review)
