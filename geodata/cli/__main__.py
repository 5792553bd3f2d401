"""`python -m geodata.cli`: the command `schauplatz`."""

from geodata.cli import main

if __name__ == "__main__":  # processes that `--jobs` starts import this module, too
    main()
