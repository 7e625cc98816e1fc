#!/usr/bin/env bash
# Tests the main paths of the page in Chromium, Firefox ESR and WebKitGTK, against dist/ as it is. An engine that cannot
# be installed is skipped, and the reason is said. Arguments are those of Playwright's test runner.
set -uo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh npm_packages chromium models || exit

projects=(--project=chromium)
# engine TOOL NAME: adds an engine, or says why it is not there.
engine() {
  local log=target/test-logs/$1.log
  mkdir -p "${log%/*}"
  if scripts/setup.sh "$1" 2>&1 | tee "$log"; then
    projects+=("--project=$1")
  else
    printf 'skipped: %s: %s\n' "$2" "$(reason "$log")"
  fi
}

# The first error of apt or of the script itself, which comes before what to run by hand.
reason() {
  grep -m 1 -E '^E: |needs root' "$1" || grep -m 1 -A 1 'Could not be installed' "$1" | tail -n 1
}

engine firefox "Firefox ESR"
engine webkit WebKitGTK

# They may be there only now.
. scripts/env.sh
rm -rf e2e/results/engines
cd e2e && exec playwright test --config engines "${projects[@]}" "$@"
