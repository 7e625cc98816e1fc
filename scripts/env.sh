# shellcheck shell=bash
# Sourced by the Makefile and the other scripts. Goes to the project's root and sets the paths of the tools.
# scripts/setup.sh installs them; this script installs nothing.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

TOOLS=${PETADAY_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/petaday}
TRUNK_VERSION=0.21.14
WASM_SPLIT_VERSION=0.2.4
CARGO_DENY_VERSION=0.20.2
CARGO_AUDIT_VERSION=0.22.2
LEPTOSFMT_VERSION=0.1.33
# The command-line tool must have exactly the version of the library.
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)

# The Python package onnx contains the nine small ONNX models that the tests count.
ONNX_VERSION=1.23.2
PETADAY_ONNX_MODELS=${PETADAY_ONNX_MODELS:-$TOOLS/onnx-models-$ONNX_VERSION}
export PETADAY_ONNX_MODELS

# The Python package is built and tested in an environment of its own.
PETADAY_PYTHON=target/python
# Its callbacks are tested in real trainings in another one, which has PyTorch.
PETADAY_TRAINING=target/training
# The tools that the engine is timed beside are in a third one.
PETADAY_PEERS=target/peers
export PETADAY_PYTHON PETADAY_TRAINING PETADAY_PEERS

PATH=$TOOLS/cargo-deny-$CARGO_DENY_VERSION/bin:$TOOLS/cargo-audit-$CARGO_AUDIT_VERSION/bin:$TOOLS/leptosfmt-$LEPTOSFMT_VERSION/bin:$PATH
PATH=$TOOLS/wasm-split-$WASM_SPLIT_VERSION/bin:$PATH
PATH=$PWD/e2e/node_modules/.bin:$TOOLS/trunk-$TRUNK_VERSION/bin:$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION/bin:$PATH
# rustup adds its folder to the PATH of login shells only.
PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
export PATH

# The browser tests start nginx with the recipe of docs/hosting.md.
PETADAY_NGINX=${PETADAY_NGINX:-$TOOLS/nginx}
export PETADAY_NGINX

CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
export CHROMIUM

# The main paths are also tested in these. WebKitGTK's small browser is what its driver starts.
FIREFOX=${FIREFOX:-$(command -v firefox-esr || command -v firefox || true)}
WEBKIT_DRIVER=${WEBKIT_DRIVER:-$(command -v WebKitWebDriver || true)}
WEBKIT_BROWSER=${WEBKIT_BROWSER:-$(compgen -G '/usr/lib/*/webkit2gtk-4.*/MiniBrowser' | head -n 1 || true)}
export FIREFOX WEBKIT_DRIVER WEBKIT_BROWSER

# The target's libraries inside Debian's compiler. Debian does not package them, so setup.sh builds them there and
# records the compiler they fit.
DEBIAN_WASM=/usr/lib/rustlib/wasm32-unknown-unknown/lib

active_toolchain_has_wasm() {
  # PETADAY_WASM_TARGET=debian uses Debian's compiler even where rustup has the target.
  [ "${PETADAY_WASM_TARGET:-}" != debian ] &&
    compgen -G "$(rustc --print target-libdir --target wasm32-unknown-unknown)/libcore-*.rlib" >/dev/null
}

debian_toolchain_has_wasm() {
  [ -x /usr/bin/rustc ] && [ -f "$DEBIAN_WASM/built-by" ] &&
    [ "$(/usr/bin/rustc -vV)" = "$(cat "$DEBIAN_WASM/built-by")" ]
}

use_toolchain_with_wasm() {
  active_toolchain_has_wasm && return
  export RUSTUP_TOOLCHAIN=debian
  # One folder for each compiler, or each build would undo the other's.
  export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target/debian}
}
