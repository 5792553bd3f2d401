"""Who sends troops where."""

from geodata.ui.deployments import show_deployments
from geodata.ui.page import start_page

show_deployments(start_page("deployments"))
