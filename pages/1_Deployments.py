"""Who sends troops where."""

from geodata.ui.deployments import show_deployments
from geodata.ui.page import show_page

show_page("deployments", show_deployments)
