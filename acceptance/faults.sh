#!/usr/bin/env bash
# Tries whatever a mail server can do wrong, at every step, and prints what becomes of the mail. Fails where that is
# not what docs/faults.md says. Takes about two minutes, most of them to compile.
set -uo pipefail
cd "$(dirname "$0")/.."
rm -rf acceptance/target/faults
mkdir -p acceptance/target
./mvnw -q -B -ntp -Dquick -pl acceptance -am -Dtest=FaultTableTest,TlsTableTest -Dsurefire.failIfNoSpecifiedTests=false \
    test >acceptance/target/faults.log 2>&1
result=$?
cat acceptance/target/faults/*.md || tail -50 acceptance/target/faults.log
[ $result = 0 ] && echo "All as expected." || echo "Not as expected; acceptance/target/faults.log says more."
exit $result
