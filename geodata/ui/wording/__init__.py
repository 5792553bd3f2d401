"""What the pages say: languages, numbers, words of the field, and text as safe HTML."""
