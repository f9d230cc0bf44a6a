#!/usr/bin/env bash
# Single steps beside those of others, by JMH: the next instant of a schedule, MIME, templates. Three minutes.
#
#   JAVA_HOME=… bench/micro.sh [JMH's own arguments: MimeMicro -f 3]
#
# Before: ./mvnw -Pbench -DskipTests package.
set -euo pipefail
cd "$(dirname "$0")"
jdk=${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin
[ -d target/classes ] || { echo "first: ./mvnw -Pbench -DskipTests package" >&2 && exit 2; }
out=target/micro
rm -rf "$out"
mkdir -p "$out/sources" "$out/classes"
"$jdk/java" -cp "target/classes:target/lib/*" org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator \
    target/classes "$out/sources" "$out/classes" reflection
find "$out/sources" -name '*.java' >"$out/list"
"$jdk/javac" -nowarn -proc:none -d "$out/classes" -cp "target/classes:target/lib/*" "@$out/list"
exec "$jdk/java" --sun-misc-unsafe-memory-access=allow -cp "$out/classes:target/classes:target/lib/*" org.openjdk.jmh.Main "$@"
