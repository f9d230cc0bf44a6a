#!/usr/bin/env bash
# Tidings beside Spring JavaMailSender + Thymeleaf, in turn, against the same discarding sink. Prints medians and ratio.
#   bench/run.sh [PEOPLE=100000] [ROUNDS=5] [SPRING_PEOPLE=5000]
# CONNECTIONS (16): of Tidings, and threads of Spring. SINK=chunking: the sink offers CHUNKING;
# SINK="chunking faults=1": besides, one message in a hundred meets a 4xx, a close, a reset or a slow answer.
set -euo pipefail
cd "$(dirname "$0")"
people=${1:-100000} rounds=${2:-5} spring=${3:-5000}
connections=${CONNECTIONS:-16}
java=${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java
lib="target/tidings-bench-0.1.0-SNAPSHOT.jar:target/lib/*"
scratch=$(mktemp -d)
trap 'kill "$sink" 2>/dev/null || true; rm -rf "$scratch"' EXIT

"$java" -XX:+UseSerialGC -Xmx128m -cp "$lib" dev.tidings.bench.DiscardingSink ${SINK:-} >"$scratch/port" &
sink=$!
until [ -s "$scratch/port" ]; do sleep 0.1; done
port=$(cat "$scratch/port")

for round in $(seq "$rounds"); do
    "$java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m --enable-native-access=ALL-UNNAMED -cp "$lib" \
        dev.tidings.bench.TidingsLoad "$scratch/tidings-$round" "$port" "$people" "$connections"
    rm -rf "$scratch/tidings-$round"
    "$java" -cp "$lib" dev.tidings.bench.SpringLoad "$port" "$spring" "$connections"
done | tee "$scratch/figures"

median() { grep "^$1" "$scratch/figures" | cut -f4 | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
ours=$(median tidings) theirs=$(median spring)
echo "median: tidings $ours/s, spring $theirs/s, ratio $(awk "BEGIN {printf \"%.1f\", $ours/$theirs}")"
