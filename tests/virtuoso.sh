#!/bin/sh
# See to it that tests of remote stores have a Virtuoso: the one that is there, else Debian's where it may be installed.
# Without one those tests are skipped, but not in CI. Only the program is installed; nothing runs as a service.
command -v virtuoso-t >/dev/null 2>&1 && exit

if [ "$(id -u)" = 0 ]; then as_root=
elif sudo -n true >/dev/null 2>&1; then as_root="sudo -n"
else as_root=no
fi

if ! command -v apt-get >/dev/null 2>&1; then why="there is no apt-get to install it with"
elif [ "$as_root" = no ]; then why="installing it needs root: apt-get install virtuoso-opensource-7-bin"
else
  echo "Installing Virtuoso for the tests of remote stores …"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  install="apt-get install -yqq --no-install-recommends virtuoso-opensource-7-bin"
  if $as_root $install >"$log" 2>&1 || { $as_root apt-get update -qq >>"$log" 2>&1 && $as_root $install >>"$log" 2>&1; }
  then
    rm -f "$log"
    exit
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
  why="apt-get could not install it"
fi

echo "No Virtuoso: $why." >&2
[ "$CI" = true ] && exit 1
echo "The tests that need it will be skipped." >&2
