"""What a reader takes along: a link, a frame for another site, a file of what is shown."""
