#!/usr/bin/env bash
# Tests the ES module of dist/ as an npm package: packs it, installs it into a folder of its own, and runs js/tests
# there. The figures are compared with those of the command.
set -euo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh compiler npm_packages
cargo build --quiet --locked --no-default-features --features cli --bin petaday
PETADAY_COMMAND=${CARGO_TARGET_DIR:-target}/debug/petaday
export PETADAY_COMMAND

user=target/npm-user
rm -rf "$user"
mkdir -p "$user"
cp -R js/tests "$user/"
printf '{"private": true, "type": "module"}\n' >"$user/package.json"
packed=$(npm pack --silent --pack-destination "$user" ./target/npm)
npm install --silent --offline --no-audit --no-fund --prefix "$user" "$user/$packed"

tsc --noEmit --project "$user/tests"
node --test --test-reporter=tap "$user"/tests/*.test.mjs
