# What TLS costs, with a certificate of our own making: to the bench's sink, and to a real Postfix.

certificate() {
    command -v openssl >/dev/null || { skip "openssl is not installed"; return 1; }
    tls_pem=$scratch/chain.pem tls_ca=$scratch/ca.pem tls_store=$scratch/server.p12
    {
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=bench authority" \
            -keyout "$scratch/ca.key" -out "$tls_ca"
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=127.0.0.1" \
            -keyout "$scratch/server.key" -out "$scratch/server.csr"
        echo "subjectAltName = IP:127.0.0.1" >"$scratch/server.ext"
        openssl x509 -req -in "$scratch/server.csr" -CA "$tls_ca" -CAkey "$scratch/ca.key" -CAcreateserial -days 2 \
            -extfile "$scratch/server.ext" -out "$scratch/server.pem"
        cat "$scratch/server.key" "$scratch/server.pem" "$tls_ca" >"$tls_pem"
        openssl pkcs12 -export -passout pass:changeit -inkey "$scratch/server.key" -in "$scratch/server.pem" \
            -certfile "$tls_ca" -out "$tls_store"
    } >>"$scratch/servers" 2>&1
}

run_tls() {
    certificate || return 0
    local round name
    local -A ports servers
    java_sink chunking && ports[none]=$port servers[none]=$server
    java_sink chunking "starttls=$tls_store" && ports[starttls]=$port servers[starttls]=$server
    java_sink chunking "tls=$tls_store" && ports[tls]=$port servers[tls]=$server
    for round in $(seq "$rounds"); do
        say "tls, round $round of $rounds"
        for name in none starttls tls; do
            port=${ports[$name]} server=${servers[$name]}
            tidings "tls-$name" "$(($(sized "${PEOPLE:-60000}") / 2))" "${CONNECTIONS:-16}" "$(protected $name)"
        done
    done
    for name in none starttls tls; do end "${servers[$name]}"; done
    run_tls_postfix
}

run_tls_postfix() {
    postfix_there || return 0
    local round name
    postfix_up
    for round in $(seq "$rounds"); do
        say "tls with Postfix, round $round of $rounds"
        for name in none starttls tls; do
            port=$postfix_port
            [ $name != tls ] || port=$postfix_tls_port
            to_postfix tidings "tls-postfix-$name" "$(sized 2000)" 1 "$(protected $name)"
        done
    done
    postfix_down
}

# The keys of a transport.
protected() {
    if [ "$1" = none ]; then echo "security: none"; else echo "security: $1, ca: $tls_ca"; fi
}

show_tls() {
    local name
    echo "### With TLS"
    echo
    echo "| | to the sink, ${CONNECTIONS:-16} connections: mails/s | CPU of the client, µs a mail | one connection to Postfix: mails/s | CPU of the client, µs a mail |"
    echo "|---|---|---|---|---|"
    for name in none starttls tls; do
        echo "| $name | $(median "tls-$name" 4) | $(median "tls-$name" 7) |" \
            "$(median "gaps tls-postfix-$name" 3) | $(median "tls-postfix-$name" 7) |"
    done
    echo
    echo "TLS 1.3, an elliptic key of the server's, the JDK's own TLS at both ends of the sink's lines."
    echo
}
