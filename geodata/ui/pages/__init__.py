"""One function a page, called by the start file and those in `pages/`."""
