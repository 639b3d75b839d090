#!/usr/bin/env bash
# Packs a built binary with its completions, man pages, schemas and licences: pack.sh TARGET
set -euo pipefail
cd "$(dirname "$0")/../.."

name=tickmark-$1
suffix=""
case "$1" in *windows*) suffix=.exe ;; esac
binary=target/$1/release/tickmark$suffix

rm -rf "$name"
mkdir -p "$name/completions" "$name/man"
cp "$binary" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$name/"
cp -R schemas "$name/"
for shell in bash elvish fish powershell zsh; do
    "$binary" completions "$shell" >"$name/completions/tickmark.$shell"
done
"$binary" man "$name/man"
tar -czf "$name.tar.gz" "$name"
rm -rf "$name"
