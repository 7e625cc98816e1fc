#!/usr/bin/env bash
# Builds the release page into dist/, with .br and .gz beside its files.
set -euo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh compiler wasm_target trunk wasm_bindgen wasm_split npm_packages

use_toolchain_with_wasm

# Trunk's --offline, which keeps it from fetching tools of its own choice, holds
# for cargo as well: the crates have to be there.
cargo fetch --locked

# The messages of panics name source files: without this, by paths of the machine
# that built. Joins the flags of .cargo/config.toml.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src= --remap-path-prefix=$PWD="

# In the address of every file whose name never changes.
PETADAY_BUILD=$(node scripts/fingerprint.mjs)
export PETADAY_BUILD

# Trunk calls what is first on the PATH: a wasm-bindgen that has the program split before.
PATH=$PWD/scripts/split:$PATH

# Trunk cannot minify what wasm-bindgen writes and warns of it at every build:
# minify.mjs does. It also refuses NO_COLOR=1, and a backtrace of
# its own would bury the compiler's message.
env -u NO_COLOR -u RUST_BACKTRACE trunk --log 'warn,trunk::processing=error' build --release --offline --skip-version-check
node scripts/split.mjs
node scripts/shorten.mjs
node scripts/minify.mjs
node scripts/offline.mjs
node scripts/headers.mjs
node scripts/compress.mjs
