#!/bin/sh
# Fetch Oxigraph's build for browsers: oxigraph.js and oxigraph.wasm. Needs npm.
set -eu
cd "$(dirname "$0")"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
cp package.json "$made"
(cd "$made" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts)
cp "$made/node_modules/oxigraph/web.js" oxigraph.js
cp "$made/node_modules/oxigraph/web_bg.wasm" oxigraph.wasm
ls -l oxigraph.js oxigraph.wasm
