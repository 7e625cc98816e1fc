#!/usr/bin/env bash
# Runs the callbacks of the Python package in real trainings of tiny models on the CPU: of Hugging Face's Trainer, of
# Lightning, of loops of one's own, and on two processes. Takes two to five minutes.
set -euo pipefail
. "$(dirname "$0")/env.sh"

scripts/setup.sh compiler python_packages training_packages
wheel=$(scripts/wheel.sh)
"$PETADAY_TRAINING/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-index --force-reinstall "$wheel"
"$PETADAY_TRAINING/bin/python" -m pip list --disable-pip-version-check 2>/dev/null | grep -E '^(accelerate|lightning|peft|torch|transformers) '
# No model or data set is asked for.
HF_HUB_OFFLINE=1 "$PETADAY_TRAINING/bin/python" -m pytest --quiet -rs -p no:cacheprovider python/tests/training "$@"
