#!/usr/bin/env bash
# Builds the Python package as a wheel, installs it into an environment of its own, and runs python/tests. The figures
# are compared with those of the command. Where there is no Python, it says so and does not fail.
set -euo pipefail
. "$(dirname "$0")/env.sh"

if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  echo "Skipped: the Python package needs Python 3.10 or later with venv (apt-get install python3 python3-venv)."
  exit
fi
scripts/setup.sh compiler python_packages
cargo build --quiet --locked --no-default-features --features cli --bin petaday
PETADAY_COMMAND=$(realpath "${CARGO_TARGET_DIR:-target}/debug/petaday")
export PETADAY_COMMAND

wheel=$(scripts/wheel.sh)
"$PETADAY_PYTHON/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-index --force-reinstall "$wheel"
"$PETADAY_PYTHON/bin/python" -m pytest --quiet -rs -p no:cacheprovider python/tests "$@"
