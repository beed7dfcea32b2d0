#!/bin/sh
# Bundle sigma and graphology into sigma.js, the licences of all that is in it first. Needs npm.
set -eu
cd "$(dirname "$0")"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
cp package.json entry.js "$made"
cd "$made"
npm install --silent --no-audit --no-fund --no-package-lock
{
  echo "/*! sigma.js and what it needs, bundled"
  for name in sigma graphology graphology-utils events; do
    printf '\n%s %s, https://github.com/%s\n\n' "$name" "$(node -p "require('./node_modules/$name/package.json').version")" \
      "$(node -p "const { repository: r } = require('./node_modules/$name/package.json'); (r.url || r).replace(/^.*github.com\/|^git:\/\/github.com\/|\.git\$/g, '')")"
    cat node_modules/$name/LICENSE*
  done
  echo "*/"
} >licences.txt
npx --no-install esbuild entry.js --bundle --minify --format=iife --global-name=sigma --target=es2020 --legal-comments=none --log-level=warning --outfile=sigma.js
cd - >/dev/null
cat "$made/licences.txt" "$made/sigma.js" >sigma.js
ls -l sigma.js
