#!/usr/bin/env bash
# What the action does, by what happened: a pull request is judged by what it adds and gets one review comment that is
# updated; a push is linted as a whole; on a schedule the gate says what is overdue.
set -uo pipefail

lint_code=0
gate_code=0
line=""
lint=("$TICKMARK" -C "$RECORDS" lint --format github)
[ -n "${SARIF:-}" ] && lint+=(--output "sarif=$SARIF")
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/tickmark-XXXXXX")

# Puts the review where the reviewers are: into the comment that is there already, else into a new one. A token without
# the right to do so (a pull request from a fork) leaves it to the summary.
comment() {
    local id
    id=$(gh api "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments" --paginate \
        --jq '.[] | select(.body | startswith("<!-- tickmark review -->")) | .id' 2>/dev/null | head -n 1) || return 1
    if [ -n "$id" ]; then
        gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$1" --silent 2>/dev/null
    elif grep -q 'no change\.$' "$1"; then
        # The first word on a pull request is not that there is nothing to say.
        return 0
    else
        gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments" --field "body=@$1" --silent 2>/dev/null
    fi
}

# The whole history: where the branch left its target is otherwise not to be found.
if [ "$(git -C "$RECORDS" rev-parse --is-shallow-repository)" = true ]; then
    git -C "$RECORDS" fetch --quiet --unshallow --no-tags origin || true
fi

case "$EVENT" in
    issues)
        [ "${FORM:-false}" = true ] || exit 0
        exec bash "$(dirname "$0")/form.sh"
        ;;
    pull_request | pull_request_target)
        "${lint[@]}" --new-since "$BASE" --output "markdown=$work/lint.md" || lint_code=$?
        line=$(sed -n 3p "$work/lint.md")
        "$TICKMARK" -C "$RECORDS" review "$BASE" HEAD >"$work/review.md" || gate_code=$?
        if [ "$gate_code" -ge 2 ]; then
            cat "$work/lint.md" >>"$summary"
        elif [ "${COMMENT:-true}" != true ] || ! comment "$work/review.md"; then
            cat "$work/review.md" >>"$summary"
        fi
        ;;
    schedule | workflow_dispatch)
        "$TICKMARK" -C "$RECORDS" gate --profile "$PROFILE" --format github --output "markdown=$work/gate.md" || gate_code=$?
        line=$(sed -n 3p "$work/gate.md")
        cat "$work/gate.md" >>"$summary"
        if [ "${REMIND:-false}" = true ]; then
            bash "$(dirname "$0")/remind.sh" || lint_code=2
        fi
        ;;
    *)
        "${lint[@]}" --output "markdown=$work/lint.md" || lint_code=$?
        line=$(sed -n 3p "$work/lint.md")
        cat "$work/lint.md" >>"$summary"
        ;;
esac

# A line of output is one line, whatever records hold.
echo "line=$(printf '%s' "$line" | tr -d '\r\n')" >>"${GITHUB_OUTPUT:-/dev/null}"
[ "$lint_code" -gt "$gate_code" ] && exit "$lint_code"
exit "$gate_code"
