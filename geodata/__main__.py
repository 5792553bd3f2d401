"""`python -m geodata`: the command `schauplatz`, for where scripts are not on the path."""

from geodata.cli import main

if __name__ == "__main__":  # processes that `--jobs` starts import this module, too
    main()
