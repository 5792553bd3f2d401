"""Who sends troops where."""

from geodata.ui.page import show_page
from geodata.ui.pages.deployments import show_deployments

show_page("deployments", show_deployments)
