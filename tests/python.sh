#!/bin/sh
# Print a Python of 3.11 or later that can make virtual environments: $PYTHON if given, else the first found.
fits='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
for python in ${PYTHON:-python3 python3.11 python3.12 python3.13 python3.14 python}; do
  if command -v "$python" >/dev/null 2>&1 && "$python" -c "$fits" >/dev/null 2>&1; then
    echo "$python"
    exit
  fi
done
cat >&2 <<END
Hanse needs Python 3.11 or later with its venv module, and found none among: ${PYTHON:-python3, python3.11 to python3.14, python}.
  Debian, Ubuntu:  apt-get install python3 python3-venv
  macOS:           brew install python
  anywhere:        https://www.python.org/downloads/
If it is somewhere else: make PYTHON=/path/to/python3
END
exit 1
