#!/usr/bin/env bash
# Builds the release page into dist/, with .br and .gz beside its files.
set -euo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh compiler wasm_target trunk wasm_bindgen wasm_split npm_packages

use_toolchain_with_wasm

# Trunk's --offline keeps it from fetching tools of its own choice. It holds for cargo as well, so the crates have to
# be there already.
cargo fetch --locked

# Panic messages name source files, without this by their paths on the building machine. Adds to the flags of
# .cargo/config.toml.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src= --remap-path-prefix=$PWD="

# The build, which stands in the address of every file whose name never changes.
PETADAY_BUILD=$(node scripts/fingerprint.mjs)
export PETADAY_BUILD

# Trunk runs the first wasm-bindgen on the PATH: this one splits the program first.
PATH=$PWD/scripts/split:$PATH

# Trunk cannot minify what wasm-bindgen writes, and warns at every build; minify.mjs does it. Trunk also refuses
# NO_COLOR=1, and its own backtrace would bury the compiler's message.
env -u NO_COLOR -u RUST_BACKTRACE trunk --log 'warn,trunk::processing=error' build --release --offline --skip-version-check
node scripts/split.mjs
node scripts/shorten.mjs
node scripts/minify.mjs
scripts/module.sh
node scripts/offline.mjs
node scripts/headers.mjs
node scripts/compress.mjs
