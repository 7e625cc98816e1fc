#!/usr/bin/env bash
# Builds the wheel of the Python package that tests install, and prints its path. It works with all versions of Python.
set -euo pipefail
. "$(dirname "$0")/env.sh"

# Not the folder of the engine's own builds: its crates would be compiled anew at each change between the two.
wheels=target/python-wheels
rm -rf "$wheels"
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/python-build \
  "$PETADAY_PYTHON/bin/maturin" build --quiet --locked --manifest-path python/Cargo.toml --out "$wheels" >&2
[[ $(echo "$wheels"/*) = "$wheels"/petaday-*-cp310-abi3-*.whl ]]
echo "$wheels"/*.whl
