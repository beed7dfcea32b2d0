#!/bin/sh
# debian.sh NAME PACKAGE TESTS PROGRAM...: see to it that TESTS have one of the programs: the one that is there, else
# Debian's PACKAGE where it may be installed. Without one those tests are skipped, but not in CI. Only programs are
# installed; nothing runs as a service.
name=$1 package=$2 tests=$3
shift 3
for program in "$@"; do
  command -v "$program" >/dev/null 2>&1 && exit
done

if [ "$(id -u)" = 0 ]; then as_root=
elif sudo -n true >/dev/null 2>&1; then as_root="sudo -n"
else as_root=no
fi

if ! command -v apt-get >/dev/null 2>&1; then why="there is no apt-get to install it with"
elif [ "$as_root" = no ]; then why="installing it needs root: apt-get install $package"
else
  echo "Installing $name for $tests …"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if $as_root apt-get update -qq >"$log" 2>&1 && $as_root apt-get install -yqq --no-install-recommends "$package" >>"$log" 2>&1; then
    rm -f "$log"
    exit
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
  why="apt-get could not install it"
fi

echo "No $name: $why." >&2
[ "$CI" = true ] && exit 1
echo "What needs it of $tests will be skipped." >&2
