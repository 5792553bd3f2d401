"""Finding toponyms in an article."""
