#!/usr/bin/env bash
# Fetches the release of tickmark for this runner, holds it against the release's checksums, and says where it is.
set -euo pipefail

if [ -n "${TICKMARK_BINARY:-}" ]; then
    echo "tickmark=$TICKMARK_BINARY" >>"$GITHUB_OUTPUT"
    exit 0
fi

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) target=x86_64-unknown-linux-musl ;;
    Linux-aarch64) target=aarch64-unknown-linux-musl ;;
    Darwin-arm64) target=aarch64-apple-darwin ;;
    Darwin-x86_64) target=x86_64-apple-darwin ;;
    MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
    *)
        echo "::error::There is no release of tickmark for $(uname -sm); build one and give its path as \`binary\`"
        exit 2
        ;;
esac

folder=$(mktemp -d "$RUNNER_TEMP/tickmark-XXXXXX")
archive="tickmark-$target.tar.gz"
gh release download "$TICKMARK_VERSION" --repo "$TICKMARK_REPOSITORY" --dir "$folder" \
    --pattern "$archive" --pattern SHA256SUMS
(cd "$folder" && grep -F "  $archive" SHA256SUMS | sha256sum --check --quiet -)
tar -xzf "$folder/$archive" -C "$folder"
echo "tickmark=$folder/tickmark-$target/tickmark" >>"$GITHUB_OUTPUT"
