#!/bin/sh
# Writes the sample anew from a repository that has been edited: `sh sample-isms/.history/export.sh REPOSITORY`.
#
# The usual way: `tickmark demo work`, then commit in `work` (or rewrite its history), then this. It replaces
# sample-isms/ with the tree of the repository's HEAD, sample-isms/.history/ with a step per commit, and
# src/demo/steps.rs with the list of the steps. Author and committer of a step are the same, and sign it when the demo is
# written; whoever is new goes into keys/allowed_signers first (`cargo test --test it demo::` says with which line).
set -eu
repository=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
sample=$root/sample-isms
history=$(mktemp -d)
git="git -C $repository -c core.quotepath=off"

cp "$0" "$history/export.sh"
number=0
for commit in $($git rev-list --reverse --first-parent HEAD); do
    number=$((number + 1))
    step=$history/$(printf %04d "$number").step
    $git show -s --no-show-signature --format='author: %an <%ae>%ndate: %aI' "$commit" >"$step"
    # A merge of a branch with one commit.
    if $git rev-parse --quiet --verify "$commit^2" >/dev/null; then
        $git show -s --no-show-signature --format='branch-author: %an <%ae>%nbranch-date: %aI%nbranch-message: %s' "$commit^2" >>"$step"
    fi
    $git for-each-ref --points-at "$commit" --sort=refname refs/tags \
        --format='tag: %(refname:strip=2)%0atagger: %(taggername) %(taggeremail)%0atag-date: %(taggerdate:iso-strict)%0atag-message: %(contents:subject)%(if)%(contents:trailers:key=Tickmark-Digest)%(then)%0atag-digest: %(contents:trailers:key=Tickmark-Digest,valueonly,separator=)%(end)' >>"$step"
    echo >>"$step"
    $git show -s --no-show-signature --format=%B "$commit" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >>"$step"
    echo --- >>"$step"
    $git diff-tree --root --no-commit-id --diff-merges=first-parent -p --full-index --no-renames --no-ext-diff --no-color \
        "$commit" >>"$step"
done

rm -rf "$sample"
mkdir -p "$sample"
$git archive HEAD | tar -x -C "$sample"
mv "$history" "$sample/.history"
chmod 755 "$sample/.history"

{
    echo "//! The steps of the sample's history. Written by sample-isms/.history/export.sh."
    echo
    echo "/// The texts of the steps, oldest first."
    echo "pub const STEPS: &[&str] = &["
    for step in "$sample"/.history/*.step; do
        echo "    include_str!(\"../../sample-isms/.history/$(basename "$step")\"),"
    done
    echo "];"
} >"$root/src/demo/steps.rs"
