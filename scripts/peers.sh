#!/usr/bin/env bash
# Times the engine, its readers and its tables beside what people use instead, in turns, and prints tables of medians, ratios
# and agreement. Takes some ten minutes. Squiggle is compared with the ES module in dist/ (make dist), if it is there.
set -euo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh compiler models npm_packages peer_packages
peers=$(realpath "$PETADAY_PEERS")

# As they are installed: the command for size, the Python package for speed.
cargo build --quiet --release --locked --no-default-features --features cli --bin petaday
command=$(realpath "${CARGO_TARGET_DIR:-target}/release/petaday")
rm -rf "$peers/wheels"
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/python-build \
  "$peers/bin/maturin" build --quiet --release --locked --manifest-path python/Cargo.toml --out "$peers/wheels" >&2
"$peers/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-index --force-reinstall "$peers"/wheels/*.whl

squiggle=(node scripts/peers/squiggle.mjs "$peers/npm" "$PWD/dist")
if [ ! -f dist/petaday.wasm ]; then
  echo "Without dist/petaday.wasm (make dist): Squiggle is left out."
  squiggle=()
fi

echo "$(nproc) cores:$(sed -n 's/^model name.*:/ /p' /proc/cpuinfo | head -n 1); $(git log -1 --format='commit %h'); $(date +%F)"
"$peers/bin/python" --version
"$peers/bin/python" -m pip list --disable-pip-version-check 2>/dev/null | grep -E '^(accelerate|calflops|numpy|onnx|onnx-tool|pandas|torch|transformers) ' | xargs -n 2 echo
node -p '"Node " + process.version + ", Squiggle " + require(process.argv[1]).version' "$peers/npm/node_modules/@quri/squiggle-lang/package.json"
HF_HUB_OFFLINE=1 "$peers/bin/python" scripts/peers/compare.py "$command" "$PETADAY_ONNX_MODELS" tests/fixtures/configs "${squiggle[@]}"
