#!/usr/bin/env bash
# Installs the missing ones of the tools named as arguments (the functions below), and says nothing about those that
# are there. At the end it names what cannot be installed, with the command to run by hand, and exits with 1.
set -uo pipefail
. "$(dirname "$0")/env.sh"

failures=()

say() { printf '==> %s\n' "$*"; }

# missing WHAT COMMAND: notes something to name at the end.
missing() {
  failures+=("$1
      $2")
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "this needs root, and there is no sudo: $*" >&2
    return 1
  fi
}

apt_install() {
  # An unreachable package source is no reason to stop: it may not be needed.
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

# cargo_install ROOT NAME VERSION ARGUMENTS...: installs into a folder of its own, without this project's settings
# and the caller's flags. With cargo-binstall it installs what the authors have compiled; the arguments are for
# compiling here.
cargo_install() {
  local root=$1 name=$2 version=$3
  shift 3
  (
    cd / || exit
    if command -v cargo-binstall >/dev/null; then
      cargo binstall --no-confirm --strategies crate-meta-data --root "$root" "$name@$version" && exit
    fi
    env -u CARGO_TARGET_DIR -u CARGO_BUILD_TARGET -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS \
      cargo install --root "$root" "$@" "$name" --version "$version"
  )
}

compiler() {
  command -v cargo >/dev/null ||
    missing "cargo (Rust 1.88 or later)" "install rustup: https://rustup.rs"
  command -v cc >/dev/null && return
  say "Installing gcc, which links the native programs"
  apt_install gcc libc6-dev ||
    missing "a C compiler" "apt-get install gcc libc6-dev"
}

lints() {
  local component
  for component in clippy rustfmt; do
    cargo "${component/rust/}" --version >/dev/null 2>&1 && continue
    say "Adding $component to the Rust toolchain"
    rustup component add "$component" ||
      missing "$component" "rustup component add $component"
  done
}

# leptosfmt formats what rustfmt skips: the inside of view!.
leptosfmt() {
  [ "$(command leptosfmt --version 2>/dev/null)" = "leptosfmt $LEPTOSFMT_VERSION" ] && return
  say "Installing leptosfmt $LEPTOSFMT_VERSION, which formats views (once; compiling takes about 1 minute)"
  cargo_install "$TOOLS/leptosfmt-$LEPTOSFMT_VERSION" leptosfmt "$LEPTOSFMT_VERSION" --locked --debug ||
    missing "leptosfmt $LEPTOSFMT_VERSION" "cargo install --locked leptosfmt --version $LEPTOSFMT_VERSION"
}

shell_tools() {
  command -v shellcheck >/dev/null && command -v shfmt >/dev/null && return
  say "Installing shellcheck and shfmt, which check and format the shell scripts"
  apt_install shellcheck shfmt ||
    missing "shellcheck and shfmt" "apt-get install shellcheck shfmt"
}

wasm_target() {
  active_toolchain_has_wasm || debian_toolchain_has_wasm && return
  say "Adding the wasm32-unknown-unknown target, which the page is compiled to"
  if [ "${PETADAY_WASM_TARGET:-}" != debian ] && rustup target add wasm32-unknown-unknown; then
    return
  fi
  say "Not to be had from rustup: building it with Debian's Rust instead (once, about 2 minutes)"
  debian_wasm_target ||
    missing "the wasm32-unknown-unknown target" "rustup target add wasm32-unknown-unknown"
}

# Debian has the compiler and the library's source, but not the library compiled for this target. Built in place, it
# works like rustup's, so builds need no setting. This toolchain only builds the page.
debian_wasm_target() {
  apt_install rustc-web libstd-rust-web-dev rust-web-src cargo-web lld-22 || return

  local host build
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  as_root mkdir -p "/usr/lib/rustlib/$host/bin" "$DEBIAN_WASM" &&
    as_root ln -sf /usr/lib/llvm-22/bin/lld "/usr/lib/rustlib/$host/bin/rust-lld" || return
  if command -v rustup >/dev/null; then
    rustup toolchain link debian /usr || return
  fi

  # An empty crate makes cargo build the library. Link-time optimization needs the bitcode. -Zbuild-std is unstable
  # and needs the variable, which must not reach the project's own builds. The path remapping is that of build.sh.
  build=$(mktemp -d) || return
  (
    cd "$build" && mkdir src && : >src/lib.rs &&
      printf '[package]\nname = "nothing"\nedition = "2024"\n[profile.release]\nopt-level = "z"\n' >Cargo.toml &&
      env -u CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_DIR=target RUSTC_BOOTSTRAP=1 \
        RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=" \
        RUSTC=/usr/bin/rustc /usr/bin/cargo build --release --target wasm32-unknown-unknown \
        -Zbuild-std=std,panic_abort,test -Zbuild-std-features=optimize_for_size &&
      cd target/wasm32-unknown-unknown/release/deps && rm -f libnothing-*.rlib &&
      as_root find "$DEBIAN_WASM" -name '*.rlib' -delete &&
      as_root cp ./*.rlib "$DEBIAN_WASM/"
  ) || {
    rm -rf "$build"
    return 1
  }
  rm -rf "$build"
  /usr/bin/rustc -vV | as_root tee "$DEBIAN_WASM/built-by" >/dev/null
}

trunk() {
  [ "$(command trunk --version 2>/dev/null)" = "trunk $TRUNK_VERSION" ] && return
  say "Installing trunk $TRUNK_VERSION, which builds the page (once; compiling takes about 5 minutes)"
  cargo_install "$TOOLS/trunk-$TRUNK_VERSION" trunk "$TRUNK_VERSION" --locked ||
    missing "trunk $TRUNK_VERSION" "cargo install --locked trunk --version $TRUNK_VERSION"
}

wasm_bindgen() {
  [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $WASM_BINDGEN_VERSION" ] && return
  say "Installing wasm-bindgen $WASM_BINDGEN_VERSION, which joins WebAssembly and JavaScript (once; compiling takes about 2 minutes)"
  # Without --locked: a dependency in its lock file may have been withdrawn.
  cargo_install "$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION" wasm-bindgen-cli "$WASM_BINDGEN_VERSION" ||
    missing "wasm-bindgen $WASM_BINDGEN_VERSION" "cargo install wasm-bindgen-cli --version $WASM_BINDGEN_VERSION"
}

wasm_split() {
  command -v wasm-split-cli >/dev/null && return
  say "Installing wasm-split $WASM_SPLIT_VERSION, which cuts the page into parts that load when they are asked for (once, about 2 minutes)"
  cargo_install "$TOOLS/wasm-split-$WASM_SPLIT_VERSION" wasm_split_cli_support "$WASM_SPLIT_VERSION" --features build-binary ||
    missing "wasm-split $WASM_SPLIT_VERSION" "cargo install wasm_split_cli_support --version $WASM_SPLIT_VERSION --features build-binary"
}

cargo_deny() {
  audit_tool cargo-deny "$CARGO_DENY_VERSION" "which checks where crates come from and under which license"
}

cargo_audit() {
  audit_tool cargo-audit "$CARGO_AUDIT_VERSION" "which looks crates up among the known vulnerabilities"
}

# audit_tool NAME VERSION WHY: installs without optimization, and only with the features that reading a lock file
# needs. That takes a third of the time to compile, and a run takes a second.
audit_tool() {
  local name=$1 version=$2
  [[ "$("$name" --version 2>/dev/null)" = *" $version" ]] && return
  say "Installing $name $version, $3 (once; compiling takes about 2 minutes)"
  CARGO_PROFILE_DEV_DEBUG=0 cargo_install "$TOOLS/$name-$version" "$name" "$version" --locked --debug --no-default-features ||
    missing "$name $version" "cargo install --locked $name --version $version"
}

npm_packages() {
  if ! command -v npm >/dev/null || [ "$(node -p 'parseInt(process.versions.node) >= 20')" != true ]; then
    missing "Node.js 20 or later, with npm" "see https://nodejs.org/en/download"
    return
  fi
  # npm writes this file last.
  [ e2e/node_modules/.package-lock.json -nt e2e/package-lock.json ] && return
  say "Installing wasm-opt, esbuild, the static server, Biome, TypeScript, Playwright and a WebSocket for Firefox from npm"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix e2e --no-audit --no-fund --no-update-notifier --loglevel=error ||
    missing "the npm packages of e2e/package.json" "npm ci --prefix e2e"
}

chromium() {
  [ -n "$CHROMIUM" ] && return
  say "Installing Chromium, which the browser tests drive, and a font for it"
  apt_install chromium fonts-dejavu-core ||
    missing "Chromium" "apt-get install chromium (or set CHROMIUM to a browser you have)"
}

firefox() {
  [ -n "$FIREFOX" ] && return
  say "Installing Firefox ESR, in which the main paths of the page are tested as well"
  apt_install firefox-esr fonts-dejavu-core ||
    missing "Firefox ESR" "apt-get install firefox-esr (or set FIREFOX to a Firefox you have)"
}

# WebKitGTK has a driver and a small browser, and the browser needs a display.
webkit() {
  [ -n "$WEBKIT_DRIVER" ] && [ -n "$WEBKIT_BROWSER" ] && command -v Xvfb >/dev/null && return
  say "Installing WebKitGTK with its driver, in which the main paths of the page are tested as well"
  apt_install webkit2gtk-driver xvfb fonts-dejavu-core ||
    missing "WebKitGTK" "apt-get install webkit2gtk-driver xvfb"
}

# Unpacked, not installed: Debian would start a server on port 80.
nginx() {
  nginx_runs && return
  say "Unpacking nginx and its brotli module, with which a browser test runs a recipe of docs/hosting.md"
  as_root apt-get update -q
  { unpack_nginx && nginx_runs; } ||
    missing "nginx" "apt-get download nginx nginx-common libnginx-mod-http-brotli-static, and dpkg -x each into $PETADAY_NGINX"
}

nginx_runs() {
  "$PETADAY_NGINX/usr/sbin/nginx" -v >/dev/null 2>&1
}

unpack_nginx() {
  local build package status=0
  build=$(mktemp -d) || return
  (
    cd "$build" && apt-get download -q nginx nginx-common libnginx-mod-http-brotli-static &&
      for package in *.deb; do dpkg -x "$package" unpacked || exit; done &&
      mkdir -p "$PETADAY_NGINX" && cp -a unpacked/. "$PETADAY_NGINX/"
  ) || status=1
  rm -rf "$build"
  return $status
}

# The package is a zip archive. Only its models are kept.
models() {
  [ -f "$PETADAY_ONNX_MODELS/light_zfnet512.onnx" ] && return
  say "Fetching the ONNX models that the tests count, from the Python package onnx $ONNX_VERSION (9 MB)"
  if ! python3 -m pip --version >/dev/null 2>&1; then
    apt_install python3 python3-pip
  fi
  fetch_models ||
    missing "the ONNX models that the tests count" \
      "python3 -m pip download --no-deps onnx==$ONNX_VERSION, and unpack onnx/backend/test/data/light/*.onnx into $PETADAY_ONNX_MODELS"
}

fetch_models() {
  local build status=0
  build=$(mktemp -d) || return
  # Every machine's wheel has the models, and none of its code is run, so it is always the same wheel.
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --python-version 3.11 --platform manylinux_2_28_x86_64 --dest "$build" "onnx==$ONNX_VERSION" &&
    python3 -m zipfile -e "$build"/onnx-*.whl "$build/package" &&
    mkdir -p "$PETADAY_ONNX_MODELS" &&
    # This model is copied last, so it shows that all are there.
    cp "$build"/package/onnx/backend/test/data/light/*.onnx "$PETADAY_ONNX_MODELS/" || status=1
  rm -rf "$build"
  return $status
}

MATURIN_VERSION=1.16.0
PYTEST_VERSION=9.2.0

# maturin builds the package. The engines for tables are optional: without one, its tests are skipped.
python_packages() {
  [ "$("$PETADAY_PYTHON/bin/maturin" --version 2>/dev/null)" = "maturin $MATURIN_VERSION" ] &&
    "$PETADAY_PYTHON/bin/pytest" --version >/dev/null 2>&1 && return
  say "Installing maturin $MATURIN_VERSION, pytest and engines for tables, with which the Python package is built and tested"
  { python3 -m venv "$PETADAY_PYTHON" && pip_install "maturin==$MATURIN_VERSION" "pytest==$PYTEST_VERSION"; } ||
    missing "maturin $MATURIN_VERSION and pytest $PYTEST_VERSION" \
      "python3 -m venv $PETADAY_PYTHON, and $PETADAY_PYTHON/bin/pip install maturin==$MATURIN_VERSION pytest==$PYTEST_VERSION" ||
    return
  local package
  for package in pandas polars pyarrow duckdb; do
    pip_install --only-binary=:all: "$package" || say "Without $package: its tests are skipped"
  done
}

pip_install() {
  "$PETADAY_PYTHON/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}

# Spark is large, and needs a Java of version 17 or later.
spark() {
  python_packages || return
  if ! command -v java >/dev/null; then
    say "Installing a Java, which Spark needs"
    apt_install default-jre-headless || missing "a Java" "apt-get install default-jre-headless"
  fi
  "$PETADAY_PYTHON/bin/python" -c 'import pyspark' 2>/dev/null && return
  say "Installing Spark, with which one example of docs/python.md is tested (400 MB)"
  pip_install pyspark || missing "Spark" "$PETADAY_PYTHON/bin/pip install pyspark"
}

# PyTorch comes from Debian, or from a Python that has it: the one of PyPI brings gigabytes of CUDA on Linux.
training_packages() {
  "$PETADAY_TRAINING/bin/python" -c 'import pytest, torch, transformers, peft, lightning' 2>/dev/null && return
  say "Installing PyTorch, transformers, peft and Lightning, with which the callbacks are tested in real trainings"
  python_with_torch >/dev/null || apt_install python3-torch python3-venv
  { "$(python_with_torch)" -m venv --clear --system-site-packages "$PETADAY_TRAINING" && fitting_packages; } ||
    missing "PyTorch, transformers, peft and Lightning" \
      "apt-get install python3-torch python3-venv, or pip install torch for the Python that is first on the PATH"
}

python_with_torch() {
  local python
  for python in python3 /usr/bin/python3; do
    "$python" -c 'import ensurepip, sys, torch, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || continue
    echo "$python"
    return
  done
  return 1
}

# Installs the versions that fit the PyTorch that is there. Debian 12 has 1.13 under a number that counts as less, so Lightning and peft
# come without what they depend on.
fitting_packages() {
  local version
  version=$("$PETADAY_TRAINING/bin/python" -c 'from importlib.metadata import version; print(version("torch"))') || return
  training_install "pytest==$PYTEST_VERSION" || return
  case $version in
    1.*)
      training_install 'numpy<2' transformers==4.46.3 accelerate==0.34.2 torchmetrics==1.4.3 lightning-utilities 'fsspec[http]' &&
        training_install --no-deps lightning==2.2.5 peft==0.13.2
      ;;
    *) training_install "torch==$version" transformers accelerate lightning peft ;;
  esac
}

training_install() {
  "$PETADAY_TRAINING/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}

# Installs the tools that the engine is compared with. PyTorch is that of the trainings; without it, transformers and
# calflops are left out.
peer_packages() {
  "$PETADAY_PEERS/bin/python" -c 'import pandas, onnx_tool' 2>/dev/null && [ -d "$PETADAY_PEERS/npm/node_modules/@quri" ] && return
  say "Installing onnx-tool, pandas, transformers, calflops and Squiggle, beside which the engine is timed (400 MB)"
  python_with_torch >/dev/null || apt_install python3-torch python3-venv
  local python
  python=$(python_with_torch) || python=python3
  { "$python" -m venv --clear --system-site-packages "$PETADAY_PEERS" && peers_that_fit &&
    npm install --prefix "$PETADAY_PEERS/npm" --no-audit --no-fund --loglevel=error @quri/squiggle-lang; } ||
    missing "what the engine is compared with" \
      "pip install maturin==$MATURIN_VERSION pandas onnx onnx-tool transformers accelerate calflops into $PETADAY_PEERS, and npm install @quri/squiggle-lang in its folder npm"
}

peers_that_fit() {
  local version
  version=$("$PETADAY_PEERS/bin/python" -c 'from importlib.metadata import version; print(version("torch"))' 2>/dev/null)
  local fitting=(transformers accelerate)
  case $version in
    '') fitting=() ;;
    1.*) fitting=('numpy<2' transformers==4.46.3 accelerate==0.34.2) ;;
    *) fitting+=("torch==$version") ;;
  esac
  peers_install "maturin==$MATURIN_VERSION" pandas onnx onnx-tool "${fitting[@]}" &&
    # It asks for a PyTorch of its own.
    { [ -z "$version" ] || peers_install --no-deps calflops; }
}

peers_install() {
  "$PETADAY_PEERS/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}

# Two commands at once must not install the same thing. Child processes do not get the lock's descriptor, because one
# that stays behind would hold the lock.
mkdir -p "$TOOLS"
exec 9>"$TOOLS/lock"
if ! flock --nonblock 9; then
  say "Waiting for another set-up to finish"
  flock 9
fi
for tool in "$@"; do
  "$tool" 9>&-
done

if [ ${#failures[@]} -gt 0 ]; then
  printf '\nCould not be installed; run by hand, then try again:\n' >&2
  printf '  %s\n' "${failures[@]}" >&2
  exit 1
fi
