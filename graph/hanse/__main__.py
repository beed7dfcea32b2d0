"""``python -m hanse``: the command, where no script of it is on the path."""

from hanse.cli import main

if __name__ == "__main__":
    main()
