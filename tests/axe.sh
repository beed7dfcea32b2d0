#!/bin/sh
# See to it that accessibility tests have axe-core, in node_modules/, which git ignores. It is asked by tests alone.
# Without npm those tests are skipped, but not in CI.
version=4.14.1
cd "$(dirname "$0")/.." || exit 1
grep -qs "\"version\": \"$version\"" node_modules/axe-core/package.json && exit

if ! command -v npm >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then as_root=
  elif sudo -n true >/dev/null 2>&1; then as_root="sudo -n"
  else as_root=no
  fi
  if command -v apt-get >/dev/null 2>&1 && [ "$as_root" != no ]; then
    echo "Installing npm for the accessibility tests …"
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq >/dev/null 2>&1 && $as_root apt-get install -yqq --no-install-recommends npm >/dev/null 2>&1
  fi
fi

if command -v npm >/dev/null 2>&1; then
  echo "Installing axe-core for the accessibility tests …"
  npm install --silent --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --prefix . "axe-core@$version" >/dev/null 2>&1 && exit
  why="npm could not install axe-core"
else
  why="there is no npm"
fi

echo "No axe-core: $why." >&2
[ "$CI" = true ] && exit 1
echo "The accessibility tests will be skipped." >&2
