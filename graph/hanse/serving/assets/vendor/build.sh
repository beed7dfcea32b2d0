#!/bin/sh
# Fetch YASGUI as it is published, with the licences of all that is in it. Needs npm.
set -eu
cd "$(dirname "$0")"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
cp package.json "$made"
cd "$made"
npm install --silent --no-audit --no-fund --no-package-lock
{
  echo "YASGUI and what is bundled in it. @zazuko/yasgui, yasqe, yasr and yasgui-utils are under the MIT licence,"
  echo "Copyright (c) Triply B.V. and Zazuko GmbH, https://github.com/rdfjs/Yasgui. DOMPurify is taken under Apache-2.0."
  for file in $(find node_modules -maxdepth 3 -iname 'licen[sc]e*' -type f ! -path '*/@types/*' ! -name '*MPL*' ! -name 'license_header' | LC_ALL=C sort); do
    folder=$(dirname "$file")
    printf '\n---- %s\n\n' "$(node -p "const p = require('./$folder/package.json'); p.name + ' ' + p.version + ' (' + p.license + ')'")"
    cat "$file"
  done
} >yasgui.licences.txt
cd - >/dev/null
built="$made/node_modules/@zazuko/yasgui/build"
cp "$made/yasgui.licences.txt" .
{ echo '/*! YASGUI, MIT licence, Copyright (c) Triply B.V. and Zazuko GmbH; all licences: yasgui.licences.txt */'; sed '/^\/\/# sourceMappingURL/d' "$built/yasgui.min.js"; } >yasgui.js
{ echo '/*! YASGUI, MIT licence, Copyright (c) Triply B.V. and Zazuko GmbH; all licences: yasgui.licences.txt */'; sed 's#/\*\# sourceMappingURL.*##' "$built/yasgui.min.css"; } >yasgui.css
ls -l yasgui*
