#!/usr/bin/env bash
# Keeps one issue of reminders open for each person: it is found by its first line, updated while something is left, and
# closed when nothing is. Never a second one.
set -euo pipefail

work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/tickmark-XXXXXX")
"$TICKMARK" -C "$RECORDS" remind --issues "$work/issues"

# What is open now: number and first line of each issue. Only those that this program opened carry the marker in front.
gh api "repos/$GITHUB_REPOSITORY/issues?state=open&labels=tickmark-reminder&per_page=100" --paginate \
    --jq '.[] | select(.body | startswith("<!-- tickmark reminder: ")) | "\(.number) \(.body | split("\n")[0] | rtrimstr("\r"))"' \
    >"$work/open"

shopt -s nullglob
for file in "$work"/issues/*.md; do
    title=$(head -n 1 "$file")
    tail -n +2 "$file" >"$work/body.md"
    marker=$(head -n 1 "$work/body.md")
    number=$(awk -v marker="$marker" '{ line = $0; sub(/^[0-9]+ /, "", line); if (line == marker) { print $1; exit } }' "$work/open")
    if [ -n "$number" ]; then
        gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/$number" \
            --raw-field "title=$title" --field "body=@$work/body.md" --silent
        echo "$number" >>"$work/kept"
    else
        gh api --method POST "repos/$GITHUB_REPOSITORY/issues" --raw-field "title=$title" --field "body=@$work/body.md" \
            --raw-field "labels[]=tickmark-reminder" --silent
    fi
done

touch "$work/kept"
while read -r number _; do
    if ! grep -qx "$number" "$work/kept"; then
        gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/$number" --raw-field state=closed --silent
    fi
done <"$work/open"
