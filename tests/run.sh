#!/bin/sh
# Installs what the tests ask beside Rust, below target/, and runs them all.
#
# Python packages: check-jsonschema holds the schemas against their meta-schema, the sample against the schemas and output
# formats against theirs; junitparser reads JUnit XML; icalendar and feedparser read calendars and the feed.
# Node packages: html-validate holds every page of the site against HTML; playwright-core drives Chromium; axe-core looks for
# barriers.
# Chromium: from PATH (chromium, google-chrome), or from Debian's packages where this runs as root.
set -eu
cd "$(dirname "$0")/.."
tools=$PWD/target/tools
mkdir -p "$tools"

if ! cmp -s tests/tools/requirements.txt "$tools/python/requirements.txt"; then
    python3 -m venv "$tools/python"
    "$tools/python/bin/pip" install --quiet --disable-pip-version-check --requirement tests/tools/requirements.txt
    cp tests/tools/requirements.txt "$tools/python/"
fi

if ! cmp -s tests/tools/package-lock.json "$tools/node/package-lock.json"; then
    mkdir -p "$tools/node"
    cp tests/tools/package.json tests/tools/package-lock.json "$tools/node/"
    npm ci --prefix "$tools/node" --silent --no-audit --no-fund || {
        rm -f "$tools/node/package-lock.json"
        exit 1
    }
fi

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    browser=$(command -v chromium)
fi
if [ -z "$browser" ]; then
    echo "The browser tests need Chromium: install it, or run this as root on Debian." >&2
    exit 1
fi

# A disk takes its time to make the files of a few hundred repositories and sites, and to forget them: half the time of all tests.
memory=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -z "${TMPDIR:-}" ] && [ "${memory:-0}" -gt 4000000 ] && [ -w /dev/shm ]; then
    TMPDIR=$(mktemp -d /dev/shm/tickmark.XXXXXX)
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
fi

export TICKMARK_TOOLS="$tools" TICKMARK_BROWSER="$browser"
cargo test --locked --no-fail-fast
