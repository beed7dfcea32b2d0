#!/bin/sh
# See to it that the test of the API has schemathesis, in .schemathesis/, which git ignores: an environment of its own,
# for it is a plugin that every run of pytest would load. It is asked by that test alone, which is skipped without it,
# but not in CI. It goes by the Python of .venv.
version=4.32.5
cd "$(dirname "$0")/.." || exit 1
bin=.schemathesis/bin
"$bin/python" -c "from importlib.metadata import version; assert version('schemathesis') == '$version'" 2>/dev/null && exit

echo "Installing schemathesis for the test of the API …"
rm -rf .schemathesis
.venv/bin/python -m venv .schemathesis &&
  "$bin/python" -m pip install --quiet --disable-pip-version-check --no-input "schemathesis==$version" && exit

echo "No schemathesis: pip could not install it." >&2
[ "$CI" = true ] && exit 1
echo "The test of the API will be skipped." >&2
