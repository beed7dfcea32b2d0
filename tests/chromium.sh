#!/bin/sh
# See to it that browser tests have a Chromium: the one that is there, else Debian's where it may be installed.
# Without one those tests are skipped, but not in CI.
for program in chromium chromium-browser google-chrome; do
  command -v "$program" >/dev/null 2>&1 && exit
done

if [ "$(id -u)" = 0 ]; then as_root=
elif sudo -n true >/dev/null 2>&1; then as_root="sudo -n"
else as_root=no
fi

if ! command -v apt-get >/dev/null 2>&1; then why="there is no apt-get to install it with"
elif [ "$as_root" = no ]; then why="installing it needs root: apt-get install chromium"
else
  echo "Installing Chromium for the browser tests …"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if $as_root apt-get update -qq >"$log" 2>&1 && $as_root apt-get install -yqq --no-install-recommends chromium >>"$log" 2>&1; then
    rm -f "$log"
    exit
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
  why="apt-get could not install it"
fi

echo "No Chromium: $why." >&2
[ "$CI" = true ] && exit 1
echo "The browser tests will be skipped." >&2
