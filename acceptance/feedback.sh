#!/usr/bin/env bash
# Reads what came back to others, and what providers told them, and prints how often Tidings understands it as they do. Fails where
# that is less often than docs/bounces.md says. Each test writes tables of its own into target/feedback. Takes about two minutes.
#
#   acceptance/feedback.sh [FOLDER]      others than ../shared/vectors: bounces/expected.csv with the files it names, and webhooks/
set -uo pipefail
vectors=$(realpath "${1:-$(dirname "$0")/../../shared/vectors}")
cd "$(dirname "$0")/.."
tests=BounceVectorsTest,ReadWebhooksTest
rm -rf ./*/target/feedback
mkdir -p acceptance/target
./mvnw -q -B -ntp -Dquick -pl server -am -Dtest=$tests -Dtidings.vectors="$vectors" -Dsurefire.failIfNoSpecifiedTests=false test \
    >acceptance/target/feedback.log 2>&1
result=$?
tables=$(ls ./*/target/feedback/*.md 2>/dev/null)
if [ $result != 0 ]; then
    [ -z "$tables" ] || cat $tables
    tail -50 acceptance/target/feedback.log
    echo "Not as wanted; acceptance/target/feedback.log says more."
elif [ -z "$tables" ]; then
    echo "SKIPPED ALOUD: the messages of others are not there ($vectors)."
else
    cat $tables
    echo "All as wanted."
fi
exit $result
