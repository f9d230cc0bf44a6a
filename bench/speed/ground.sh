# What every section stands on: processes that are started and ended, runs that are measured, medians.

java=${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java
jar=target/tidings-bench-0.1.0-SNAPSHOT.jar
[ -f "$jar" ] || { echo "first: ./mvnw -Pbench -DskipTests package" >&2 && exit 2; }
classes=${CLASSES:-$jar:target/lib/*}
rounds=${ROUNDS:-5}
# On the disk of the checkout: where /tmp is memory, a commit would cost nothing.
scratch=$(mktemp -d target/speed.XXXXXX)
scratch=$(cd "$scratch" && pwd)
figures=${FIGURES:-$scratch/figures}
touch "$figures"
started=()
TIMEFORMAT='%R %U %S'
trap 'end_all; rm -rf "$scratch"' EXIT

say() { echo "# $*" >&2; }

# A size, scaled.
sized() { echo $(($1 * ${SCALE:-100} / 100)); }

# All Java clients run by the same settings.
client=("$java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m --enable-native-access=ALL-UNNAMED -cp "$classes")

machine() {
    echo "$(date -u +%F), $(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)), load $(cut -d' ' -f1 /proc/loadavg)"
    echo "before, $(uname -sr), $("$java" -version 2>&1 | sed -n 2p), a small write to the disk"
    echo "takes $(disk_millis) ms. Medians of $rounds rounds in turn${FIGURES:+, and of those in $FIGURES}."
    echo
}

disk_millis() {
    { time dd if=/dev/zero of="$scratch/disk" bs=4k count=200 oflag=dsync status=none; } 2>"$scratch/disk.time"
    awk '{ printf "%.1f", $1 * 1000 / 200 }' "$scratch/disk.time"
}

# Starts a server that prints its port; sets `server` and `port`.
serve() {
    : >"$scratch/port"
    "$@" >"$scratch/port" 2>>"$scratch/servers" &
    server=$!
    started+=("$server")
    until [ -s "$scratch/port" ]; do
        kill -0 "$server" 2>/dev/null || { cat "$scratch/servers" >&2 && exit 1; }
        sleep 0.05
    done
    port=$(head -1 "$scratch/port")
}

await_port() {
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do sleep 0.05; done
}

free_port() {
    local candidate
    while candidate=$((20000 + RANDOM % 12000)) && (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; do :; done
    echo "$candidate"
}

# Ends one that was started here.
end() {
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

end_all() {
    local each
    for each in "${started[@]}"; do end "$each"; done
    [ -z "${postfix_home:-}" ] || rm -rf "$postfix_home"
}

# CPU of a process so far, in ticks of the system's clock.
ticks() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '{ print $12 + $13 }'; }

# Runs a client that prints a line as Progress.java does, and notes it: key, mails, seconds, mails/s, mails/s to 95 %,
# mails/s of the second half, CPU µs a mail of the run, of its second half, heap in MB; then CPU µs a mail with the start
# of the process, and the server's.
measure() {
    local key=$1 before=0
    shift
    before=$(ticks "$server")
    if ! { time timeout --foreground 180 "$@" >"$scratch/line" 2>"$scratch/err"; } 2>"$scratch/time"; then
        say "$key failed:" && head -5 "$scratch/err" >&2
        rm -rf "$scratch/run"
        return
    fi
    grep -v '^WARN Starting SMTP connection pool' "$scratch/err" | sed "s/^/# $key: /" | cut -c1-200 | head -3 >&2 || true
    awk -v key="$key" -v ticks="$(($(ticks "$server") - before))" -v hertz="$(getconf CLK_TCK)" -F '\t' '
        NR == FNR { split($0, time, " "); next }
        { $1 = key; print $0, (time[2] + time[3]) * 1e6 / $2, ticks / hertz * 1e6 / $2 }' OFS='\t' \
        "$scratch/time" "$scratch/line" | tee -a "$figures" | cut -f1-9 >&2
    rm -rf "$scratch/run"
}

# The same for a program that prints nothing; `mails` is how many it sends.
measure_silent() {
    local key=$1 mails=$2 before
    shift 2
    before=$(ticks "$server")
    { time timeout --foreground 180 "$@" >/dev/null 2>"$scratch/err"; } 2>"$scratch/time" || { say "$key failed:" && head -5 "$scratch/err" >&2 && return; }
    awk -v key="$key" -v mails="$mails" -v ticks="$(($(ticks "$server") - before))" -v hertz="$(getconf CLK_TCK)" '{
        rate = mails / $1; cpu = ($2 + $3) * 1e6 / mails
        print key, mails, $1, rate, rate, rate, cpu, cpu, 0, cpu, ticks / hertz * 1e6 / mails }' OFS='\t' \
        "$scratch/time" | tee -a "$figures" | cut -f1-9 >&2
}

# median KEY FIELD [FORMAT]: of all rounds; a dash where there is none.
median() {
    awk -F '\t' -v key="$1" -v field="$2" '$1 == key { print $field }' "$figures" | sort -g |
        awk -v format="${3:-%.0f}" '{ v[NR] = $1 } END {
            if (NR == 0) print "–"; else printf format "\n", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# spread KEY FIELD: the least and the most.
spread() {
    awk -F '\t' -v key="$1" -v field="$2" '$1 == key { print $field }' "$figures" | sort -g |
        awk 'NR == 1 { least = $1 } END { if (NR) printf "%.0f–%.0f\n", least, $1; else print "–" }'
}

# ratio KEY KEY FIELD: of two medians.
ratio() {
    local one two
    one=$(median "$1" "$3" %.4f) two=$(median "$2" "$3" %.4f)
    if [ "$one" = – ] || [ "$two" = – ]; then echo –; else awk "BEGIN { printf \"%.2f\", $one / $two }"; fi
}

# Says why something is left out; false.
skip() {
    say "left out: $*"
    echo "- Left out: $*."
    return 1
}
