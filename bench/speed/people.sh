# Whoever sends: Tidings and its peers, each by a function of its own name.

stream_provider=-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider

# tidings KEY PEOPLE CONNECTIONS [TRANSPORT-KEYS [DELIVER-KEYS]]; TO is the port where it is not the server's own.
tidings() {
    measure "$1" "${client[@]}" ${GC_LOG:+"-Xlog:gc:file=$GC_LOG"} dev.tidings.bench.TidingsLoad \
        "$scratch/run" "${TO:-$port}" "$2" "$3" "$1" "${4:-security: none}" "${5:-}"
}

# peer KEY PEER PEOPLE CONNECTIONS [record]
peer() {
    local key=$1 given=()
    # HubSpot's writes no MIME: Angus Mail does it, as well as it can.
    case $key in *property* | hubspot*) given=("$stream_provider") ;; esac
    shift
    measure "$key" "${client[@]:0:1}" "${given[@]}" "${client[@]:1}" dev.tidings.bench.peer.PeerLoad \
        "$1" "$scratch/run" "${TO:-$port}" "$2" "$3" "${4:-}"
}

# gomail PEOPLE CONNECTIONS
gomail() {
    [ -x target/gomail ] || return 0
    measure go target/gomail "${TO:-$port}" "$1" "$2"
}

# smtp_source KEY PEOPLE CONNECTIONS: a C program that renders nothing and records nothing.
smtp_source() {
    command -v smtp-source >/dev/null || return 0
    measure_silent "$1" "$2" smtp-source -d -s "$3" -l 5000 -m "$2" -f reports@example.com -t person@example.org \
        "127.0.0.1:${TO:-$port}"
}

build_gomail() {
    if command -v go >/dev/null; then
        GOFLAGS=-mod=mod GO111MODULE=off go build -o target/gomail peers/gomail.go
    else
        skip "Go is not installed" || true
    fi
}

# Starts a sink: `sink`, or `sink chunking`. In C where there is a compiler.
sink() {
    if command -v cc >/dev/null; then
        [ target/sink -nt peers/sink.c ] || cc -O2 -pthread -o target/sink peers/sink.c
        serve target/sink "$@"
    else
        java_sink "$@"
    fi
}

java_sink() {
    serve "$java" -XX:+UseSerialGC -Xmx128m -cp "$classes" dev.tidings.bench.sink.DiscardingSink "$@"
}

# Postfix's own; false where there is none.
smtp_sink() {
    command -v smtp-sink >/dev/null || return 1
    port=$(free_port)
    if [ "$(id -u)" = 0 ]; then
        smtp-sink -u nobody "127.0.0.1:$port" 500 2>>"$scratch/servers" &
    else
        smtp-sink "127.0.0.1:$port" 500 2>>"$scratch/servers" &
    fi
    server=$!
    started+=("$server")
    await_port "$port"
}
