#!/usr/bin/env bash
# Runs every suite, the fast ones first, and continues after a failure. The last line is the sum of all. A suite that
# is no test runner counts as one test.
set -uo pipefail
. "$(dirname "$0")/env.sh"

logs=target/test-logs
mkdir -p "$logs"
passed=0 failed=0 summary=

# suite TARGET TITLE COUNTER: runs a target of the Makefile. COUNTER reads the numbers of passed and failed tests
# from its output.
suite() {
  local target=$1 title=$2 counter=$3 status=0 p f since=$SECONDS skipped=
  printf '\n━━ %s (make %s)\n' "$title" "$target"
  make --no-print-directory "$target" 2>&1 | tee "$logs/$target.log" || status=$?
  read -r p f < <("$counter" "$target" "$status")
  grep -q '^Skipped: ' "$logs/$target.log" && skipped=' (skipped)'
  # A suite that broke off, or ran nothing without saying so, counts as failed.
  if { [ $((p + f)) = 0 ] && [ -z "$skipped" ]; } || { [ "$status" != 0 ] && [ "$f" = 0 ]; }; then
    f=$((f + 1))
  fi
  passed=$((passed + p)) failed=$((failed + f))
  summary+=$(printf '%5d passed %5d failed %5d s  %s' "$p" "$f" $((SECONDS - since)) "$title$skipped")$'\n'
  [ "$f" = 0 ]
}

by_exit_code() {
  if [ "$2" = 0 ]; then echo 1 0; else echo 0 1; fi
}

by_cargo() {
  awk '/^test result:/ { p += $4; f += $6 } END { print p + 0, f + 0 }' "$logs/$1.log"
}

by_node() {
  awk '/^# pass / { p += $3 } /^# fail / { f += $3 } END { print p + 0, f + 0 }' "$logs/$1.log"
}

by_pytest() {
  # “2 failed, 31 passed in 4.10s”
  awk '/ in [0-9.]+s/ { for (i = 2; i <= NF; i++) {
    if ($i ~ /^passed/) p = $(i - 1)
    if ($i ~ /^(failed|error)/) f += $(i - 1)
  } } END { print p + 0, f + 0 }' "$logs/$1.log"
}

by_playwright() {
  node scripts/browser-results.mjs "e2e/results/$1.json" "$logs/$1.unsteady" 2>/dev/null || echo 0 0
}

suite format "Format" by_exit_code
suite lint-app "Clippy, with the page" by_exit_code
suite lint-engine "Clippy, the engine alone and with the command" by_exit_code
suite lint-shell "Shell scripts" by_exit_code
suite types "Types of the browser tests" by_exit_code
suite doc "Documentation" by_exit_code
suite audit "Audits" by_exit_code
suite test-native "Native tests" by_cargo
suite test-page "The page's state, natively" by_cargo
suite test-python "Python package" by_pytest
if suite build "Release build" by_exit_code; then
  suite sizes "Sizes" by_exit_code
  suite test-module "ES module" by_node
  rm -f e2e/results/test-*.json "$logs"/*.unsteady
  suite test-browser "Browser tests" by_playwright
  suite test-engines "The main paths in each engine" by_playwright
else
  printf '\nWithout a build: no sizes, no ES module, no browser tests.\n'
fi

printf '\nWith\n%s\n' "$(scripts/versions.sh | tee "$logs/versions.log")"
printf '\n%s\nLogs: %s\n' "$summary" "$logs"
grep -h '^!!' "$logs/audit.log"
cat "$logs"/*.unsteady 2>/dev/null
grep -hs '^skipped:' "$logs/test-engines.log"
grep -h '^Skipped: ' "$logs/test-python.log"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
