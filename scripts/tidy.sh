#!/usr/bin/env bash
# Formats every source in place, and lists the texts of the program anew. With --check it changes nothing, shows what is not formatted, and fails.
set -uo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh compiler lints leptosfmt shell_tools npm_packages || exit
failed=0

if [ "${1:-}" = --check ]; then
  rust=(--check) views=(--check) web=() shell=(--diff)
else
  rust=() views=() web=(--write) shell=(--write)
fi

# The formatting inside a view decides whether rustfmt can break the lines around it, so each of the two runs before
# the other once.
if [ "${1:-}" != --check ]; then
  leptosfmt --quiet 'src/**/*.rs' && cargo fmt
fi
leptosfmt --quiet "${views[@]}" 'src/**/*.rs' || failed=1
cargo fmt "${rust[@]}" || failed=1
cargo fmt --manifest-path python/Cargo.toml "${rust[@]}" || failed=1
# The types of the JSON, which are made of its schema.
node scripts/types.mjs "$@" || failed=1
# TypeScript, scripts and style sheets: see biome.json.
biome format "${web[@]}" || failed=1
shfmt --indent 2 --case-indent "${shell[@]}" scripts/*.sh scripts/split/wasm-bindgen .ci/run || failed=1

# The list of all texts that a person may read.
if [ "${1:-}" = --check ]; then
  node scripts/words.mjs --check || failed=1
else
  node scripts/words.mjs || failed=1
fi

if [ "$failed" != 0 ]; then
  echo "Not formatted as above: run 'make tidy'." >&2
fi
exit "$failed"
