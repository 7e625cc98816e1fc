#!/usr/bin/env bash
# Serves a debug build of the page, and rebuilds and reloads it whenever a file is saved, with scripts/dev.mjs.
set -euo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh compiler wasm_target wasm_bindgen npm_packages
use_toolchain_with_wasm
exec node scripts/dev.mjs
