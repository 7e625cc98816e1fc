#!/usr/bin/env bash
# Prints the versions of the tools that build and test the page, one on a line. When a test fails that passed before,
# compare these first.
set -uo pipefail
. "$(dirname "$0")/env.sh"

# version NAME COMMAND...: prints the first number in the command's output.
version() {
  local name=$1 found=
  shift
  if command -v "$1" >/dev/null; then
    found=$("$@" 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)*' | head -1)
  fi
  printf '%-14s %s\n' "$name" "${found:-not there}"
}

version rustc rustc --version
if ! active_toolchain_has_wasm && debian_toolchain_has_wasm; then
  version 'rustc, page' /usr/bin/rustc --version
fi
version cargo cargo --version
version node node --version
version npm npm --version
version chromium "${CHROMIUM:-chromium}" --version
version firefox "${FIREFOX:-firefox-esr}" --version
# Its driver does not say.
webkitgtk() { dpkg-query -W webkit2gtk-driver 2>/dev/null | cut -f 2; }
version webkitgtk webkitgtk
version playwright playwright --version
version trunk trunk --version
version wasm-bindgen wasm-bindgen --version
version wasm-opt wasm-opt --version
version esbuild esbuild --version
version typescript tsc --version
version biome biome --version
version leptosfmt leptosfmt --version
version shellcheck shellcheck --version
version shfmt shfmt --version
# Prints its version on the other stream.
nginx() { [ -x "$PETADAY_NGINX/usr/sbin/nginx" ] && "$PETADAY_NGINX/usr/sbin/nginx" -v 2>&1; }
version nginx nginx
version cargo-deny cargo-deny --version
version cargo-audit cargo-audit --version
if [ -r /etc/os-release ]; then
  printf '%-14s %s\n' system "$(. /etc/os-release && echo "$PRETTY_NAME")"
else
  printf '%-14s %s\n' system "$(uname -sr)"
fi
