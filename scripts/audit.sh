#!/usr/bin/env bash
# Checks the crates and the npm packages against deny.toml and published security advisories. The advisories come
# from GitHub and the npm registry. If either does not answer, the script says so and does not fail.
set -uo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh compiler cargo_deny cargo_audit || exit
failed=0

# unchecked WHAT WHY
unchecked() {
  printf '%s\n!! %s: advisories not checked: the database cannot be reached\n' "${2:-There is no answer within a minute.}" "$1" >&2
}

# cargo-audit uses the database that cargo-deny fetches.
crates() {
  local why databases=${CARGO_HOME:-$HOME/.cargo}/advisory-dbs
  if why=$(GIT_TERMINAL_PROMPT=0 timeout -k 5 60 cargo deny --locked fetch db 2>&1); then
    cargo deny --locked check || failed=1
    cargo deny --locked --manifest-path python/Cargo.toml check || failed=1
    cargo audit --no-fetch --no-yanked --db "$databases"/advisory-db-* || failed=1
    cargo audit --no-fetch --no-yanked --db "$databases"/advisory-db-* --file python/Cargo.lock || failed=1
  else
    cargo deny --locked check licenses bans sources || failed=1
    cargo deny --locked --manifest-path python/Cargo.toml check licenses bans sources || failed=1
    unchecked crates "$(grep -m 1 fatal: <<<"$why" || tail -n 1 <<<"$why")"
  fi
}

# npm's exit code is the same for a finding and for no answer. Only an answer has a report.
npm_packages() {
  local report
  report=$(timeout -k 5 60 npm audit --prefix e2e --json --fetch-retries=0 2>&1) && return
  if [[ $report = *'"auditReportVersion"'* ]]; then
    npm audit --prefix e2e
    failed=1
  else
    unchecked "npm packages" "$(grep -m 1 -o '"message": .*' <<<"$report" || tail -n 1 <<<"$report")"
  fi
}

crates
npm_packages
exit $failed
