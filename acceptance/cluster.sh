#!/usr/bin/env bash
# Lets three nodes on one PostgreSQL be killed, halted, cut off and deceived while they send, and prints what becomes of the
# mail. Fails where somebody is missing, an instant was fired twice or not at all, or an extra copy is not flagged.
#
#   acceptance/cluster.sh [KILLS] [CARRIAGE]
#
# KILLS is how often a node is killed; everything else comes in proportion. 10 takes some six minutes, 100 some twenty.
# CARRIAGE is what carries delivery ids: store, redis or nats (redis-server and nats-server are those of the system). A wrong
# clock takes libfaketime (Debian: faketime).
set -uo pipefail
cd "$(dirname "$0")/.."
kills=${1:-10}
carriage=${2:-store}
log=acceptance/target/cluster.log
mkdir -p acceptance/target
rm -f "acceptance/target/cluster/$carriage.md"
./mvnw -q -B -ntp -Dquick -pl acceptance -am -Dtest=ClusterStoriesTest \
    -Dtidings.cluster.kills="$kills" -Dtidings.cluster.carriage="$carriage" \
    -Dsurefire.failIfNoSpecifiedTests=false package >"$log" 2>&1
result=$?
grep '^cluster: skipped' "$log"
cat "acceptance/target/cluster/$carriage.md" 2>/dev/null || tail -50 "$log"
[ $result = 0 ] && echo "All as expected." || echo "Not as expected; $log says more."
exit $result
