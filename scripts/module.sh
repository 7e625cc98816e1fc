#!/usr/bin/env bash
# Builds the ES module into dist/: petaday.js, petaday.d.ts and petaday.wasm. The same files are the npm package in
# target/npm/. build.sh calls it, with the flags of the other programs.
set -euo pipefail
. "$(dirname "$0")/env.sh"

use_toolchain_with_wasm
target=${CARGO_TARGET_DIR:-target}
bound=$target/wasm-bindgen/module

cargo build --locked --release --target wasm32-unknown-unknown --bin module
wasm-bindgen --target web --no-typescript --out-dir "$bound" "$target/wasm32-unknown-unknown/release/module.wasm"
node scripts/module.mjs "$bound"
