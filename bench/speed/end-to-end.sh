# The whole way: audience, rendering, MIME, SMTP, and a durable record where it says so.

people=$(sized "${PEOPLE:-200000}")
connections=${CONNECTIONS:-16}
plain_connections=${PLAIN_CONNECTIONS:-64}
ran_end_to_end=

# Once, however many tables come of it.
run_end_to_end() {
    [ -z "$ran_end_to_end" ] || return 0
    ran_end_to_end=yes
    local round postfix_sink=yes
    build_gomail
    sink chunking && local chunking=$port chunking_server=$server
    sink && local plain=$port plain_server=$server
    smtp_sink || { skip "Postfix's smtp-sink and smtp-source are not installed" || true; postfix_sink=; }
    local theirs=$port theirs_server=$server
    for round in $(seq "$rounds"); do
        say "end to end, round $round of $rounds"
        port=$chunking server=$chunking_server
        tidings tidings "$people" "$connections"
        the_peers
        port=$plain server=$plain_server
        tidings tidings-plain "$people" "$plain_connections"
        smtp_source source-sink "$people" "$plain_connections"
        if [ -n "$postfix_sink" ]; then
            port=$theirs server=$theirs_server
            tidings tidings-smtp-sink "$people" "$plain_connections"
            smtp_source source-smtp-sink "$people" "$plain_connections"
        fi
    done
    end "$chunking_server" && end "$plain_server"
    [ -z "$postfix_sink" ] || end "$theirs_server"
}

# Sized so that each is at work for some ten seconds: start and compilation are in the rate.
the_peers() {
    peer spring spring "$(sized 5000)" "$connections"
    peer simple simple "$(sized 8000)" "$connections"
    peer angus angus "$(sized 20000)" "$connections"
    peer angus-property angus "$(sized 50000)" "$connections"
    peer vertx vertx "$(sized 12000)" "$connections"
    peer hubspot hubspot "$(sized 50000)" "$connections"
    peer hubspot-hand hubspot-hand "$(sized 120000)" "$connections"
    gomail "$people" "$connections"
    peer simple+record simple "$(sized 8000)" "$connections" record
    peer angus-property+record angus "$(sized 50000)" "$connections" record
    peer vertx+record vertx "$(sized 12000)" "$connections" record
    peer hubspot+record hubspot "$(sized 50000)" "$connections" record
    peer hubspot-hand+record hubspot-hand "$(sized 120000)" "$connections" record
}

# Key, what it is, whether it records.
lines() {
    cat <<EOF
tidings|**Tidings**, a window of 8 (CHUNKING), $connections connections|yes
tidings-plain|**Tidings**, without CHUNKING, $plain_connections connections|yes
spring|Spring JavaMailSender, Thymeleaf, a connection for each message|no
simple|Simple Java Mail 8 with batch-module|no
angus|Angus Mail, connections kept, stock|no
angus-property|the same with its StreamProvider property|no
vertx|Vert.x mail client 5, pipelining|no
hubspot|HubSpot NioSmtpClient, MIME by Angus Mail with the property|no
hubspot-hand|HubSpot NioSmtpClient, MIME written by hand, no library|no
go|Go net/smtp, connections kept; people in memory|no
simple+record|Simple Java Mail, recording|as we do
angus-property+record|Angus Mail with the property, recording|as we do
vertx+record|Vert.x, recording|as we do
hubspot+record|HubSpot, recording|as we do
hubspot-hand+record|HubSpot, MIME by hand, recording|as we do
tidings-smtp-sink|**Tidings** to smtp-sink, $plain_connections connections|yes
source-smtp-sink|smtp-source -d to smtp-sink: renders nothing, records nothing|no
source-sink|smtp-source -d to the bench's sink|no
EOF
}

show_end_to_end() {
    local key what records
    echo "### End to end"
    echo
    echo "| | records | mails/s | least–most | second half of a run |"
    echo "|---|---|---|---|---|"
    lines | while IFS='|' read -r key what records; do
        [ "$(median "$key" 4)" = – ] && continue
        echo "| $what | $records | $(median "$key" 4) | $(spread "$key" 4) | $(median "$key" 6) |"
    done
    echo
    echo "- Asked of Tidings: 15,000/s with CHUNKING, 10,000/s without: $(median tidings 4) and $(median tidings-plain 4)."
    echo "- Beside smtp-source -d to the same smtp-sink (asked 0.8): $(ratio tidings-smtp-sink source-smtp-sink 4)."
    echo "- Beside Spring (asked 10): $(ratio tidings spring 4)."
    best_recording 4 "a run"
    best_recording 6 "its second half"
    echo
}

# best_recording FIELD WORDS: of the peers whose MIME comes from a library; and beside a program made for this one mail.
best_recording() {
    local key best='' most=0
    for key in simple+record angus-property+record vertx+record hubspot+record; do
        if awk "BEGIN { exit !($(median "$key" "$1" | tr – 0) > $most) }"; then
            best=$key most=$(median "$key" "$1")
        fi
    done
    echo "- Beside the best Java peer that records, $best (asked 3), by $2: $(ratio tidings "$best" "$1");" \
        "beside HubSpot with MIME written by hand for this very mail: $(ratio tidings hubspot-hand+record "$1")."
}

show_cpu() {
    local key what records
    echo "### CPU of the client, µs a mail"
    echo
    echo "| | start included | start excluded | second half of a run | the sink's own |"
    echo "|---|---|---|---|---|"
    lines | while IFS='|' read -r key what records; do
        [ "$(median "$key" 4)" = – ] && continue
        echo "| $what | $(median "$key" 10) | $(median "$key" 7) | $(median "$key" 8) | $(median "$key" 11 %.1f) |"
    done
    echo
    echo "Asked of Tidings: 70, all included. A run of it is $people mails; the start of a JVM and its compiler weigh less"
    echo "the longer it is."
    echo
}
