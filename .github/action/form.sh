#!/usr/bin/env bash
# Makes a pull request of a form: the record's change on a branch of its own, with whoever has to agree asked for it. What
# cannot be done is answered in the issue, for whoever filled it in.
set -uo pipefail

work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/tickmark-XXXXXX")

answer() {
    gh issue comment "$NUMBER" --repo "$GITHUB_REPOSITORY" --body-file "$1"
}

if ! "$TICKMARK" -C "$RECORDS" apply "$GITHUB_EVENT_PATH" --describe "$work" >"$work/done" 2>"$work/error"; then
    {
        echo "This could not be done:"
        echo
        sed 's/^/    /' "$work/done" "$work/error"
        echo
        echo "Correct it and open the form anew, or ask whoever manages the audit programme."
    } >"$work/answer.md"
    cat "$work/error" >&2
    answer "$work/answer.md"
    exit 1
fi

set -e
branch=$(cat "$work/branch")
git -C "$RECORDS" switch --quiet --create "$branch"
git -C "$RECORDS" add --all .
git -C "$RECORDS" -c user.name=tickmark -c user.email=tickmark@users.noreply.github.com \
    commit --quiet --author="$(cat "$work/author")" --file=- <<EOF_MESSAGE
$(cat "$work/title")

$(cat "$work/body.md")
EOF_MESSAGE
git -C "$RECORDS" push --quiet origin "$branch"
arguments=(--repo "$GITHUB_REPOSITORY" --base "$BRANCH" --head "$branch" --title "$(cat "$work/title")" --body-file "$work/body.md")
while read -r approver; do
    [ -n "$approver" ] && arguments+=(--assignee "$approver")
done <"$work/approvers"
url=$(gh pr create "${arguments[@]}")
echo "Thank you. It is proposed in $url, and recorded as soon as that is merged." >"$work/answer.md"
answer "$work/answer.md"
