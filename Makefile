# Every target installs what it misses; see scripts/setup.sh.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
ENV := . scripts/env.sh &&

# One target after another: they share cargo's folder and dist/.
.NOTPARALLEL:
.PHONY: help dev serve port test check tidy dist versions bench bench-browser bench-peers clean format lint-app lint-engine lint-shell types doc audit test-native test-page test-module test-python test-training test-spark test-browser test-engines build wheel sizes

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

serve: port build ## build the page and serve it on http://127.0.0.1:8080/ (PORT=... for another)
	@exec node e2e/serve.mjs

dev: port ## serve a debug build that is built anew and reloaded whenever a file is saved
	@scripts/dev.sh

port:
	@node e2e/serve.mjs check

test: ## every check and test, browser included
	@scripts/test.sh

check: format lint-app lint-engine lint-shell types doc audit ## formats, lints, types, documentation, and known faults of the packages used

tidy: ## format everything in place: Rust, views, TypeScript, scripts, style sheets
	@scripts/tidy.sh

dist: build sizes ## the files to put on a host, in dist/, held against the size budgets

versions: ## the versions of what builds and tests the page
	@scripts/versions.sh

bench: ## native timings
	@scripts/setup.sh compiler
	@$(ENV) cargo bench --locked --no-default-features

bench-browser: ## work, time and memory of keystrokes in Chromium, against dist/ as it is (ARGS="-g name" selects)
	@scripts/setup.sh npm_packages chromium
	@$(ENV) playwright test --config e2e/bench $(ARGS)

bench-peers: ## the engine, readers and tables beside onnx-tool, transformers, calflops, pandas, numpy and Squiggle (ROUNDS=3 for a quick look)
	@scripts/peers.sh

clean: ## remove what was built; installed tools stay
	rm -rf target dist e2e/results

# What the above are made of.

format:
	@scripts/tidy.sh --check

lint-app:
	@scripts/setup.sh compiler lints
	@$(ENV) cargo clippy --locked --all-targets -- -D warnings

lint-engine:
	@scripts/setup.sh compiler lints
	@$(ENV) cargo clippy --locked --no-default-features --lib -- -D warnings
	@$(ENV) cargo clippy --locked --no-default-features --features cli --all-targets -- -D warnings

lint-shell:
	@scripts/setup.sh shell_tools
	@$(ENV) shellcheck scripts/*.sh scripts/split/wasm-bindgen .ci/run

types:
	@scripts/setup.sh npm_packages
	@$(ENV) tsc --noEmit --project e2e

doc:
	@scripts/setup.sh compiler
	@$(ENV) RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --lib
	@$(ENV) RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --lib --no-default-features --features cli

audit:
	@scripts/audit.sh

test-native: ## the native tests alone (ARGS="name" selects)
	@scripts/setup.sh compiler models
	@$(ENV) cargo test --locked --no-default-features --features cli --no-fail-fast $(ARGS)

test-page: ## the state of the page natively, in a pretended browser (ARGS="name" selects)
	@scripts/setup.sh compiler
	@$(ENV) cargo test --locked --lib --no-fail-fast page::$(ARGS)

build:
	@scripts/build.sh

sizes:
	@node scripts/sizes.mjs

test-module: ## the ES module in Node as an npm package, against dist/ as it is
	@scripts/test-module.sh

test-python: ## the Python package, where there is Python (ARGS="-k name" selects)
	@scripts/test-python.sh $(ARGS)

test-training: ## the callbacks of the Python package in real trainings on the CPU (ARGS="-k name" selects)
	@scripts/test-training.sh $(ARGS)

test-spark: ## the example for Spark in docs/python.md, in local mode
	@scripts/setup.sh spark
	@scripts/test-python.sh -k spark

wheel: ## the Python package as a wheel, in target/wheels/
	@scripts/setup.sh compiler python_packages
	@$(ENV) "$$PETADAY_PYTHON/bin/maturin" build --release --locked --manifest-path python/Cargo.toml --out target/wheels

test-browser: ## the browser tests alone, against dist/ as it is (ARGS="-g name" selects)
	@scripts/setup.sh npm_packages chromium nginx models
	@scripts/versions.sh
	@$(ENV) cd e2e && playwright test $(ARGS)

test-engines: ## the main paths in Chromium, Firefox ESR and WebKitGTK, against dist/ as it is (ARGS="-g name" selects)
	@scripts/engines.sh $(ARGS)
