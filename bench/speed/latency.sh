# A line with a round trip of 50 ms, each octet 25 ms each way: only the round trips of a mail count.

line_connections=4

run_latency() {
    local round
    sink chunking && local chunking_sink=$port chunking_server=$server
    sink && local plain_sink=$port plain_server=$server
    line "$chunking_sink" && local chunking=$port chunking_line=$server
    line "$plain_sink" && local plain=$port plain_line=$server
    for round in $(seq "$rounds"); do
        say "latency, round $round of $rounds"
        port=$plain server=$plain_line
        tidings far-plain "$(sized 300)" $line_connections
        port=$chunking server=$chunking_line
        tidings far-window-8 "$(sized 1500)" $line_connections
        tidings far-window-32 "$(sized 6000)" $line_connections "security: none, window: 32"
        peer far-spring spring "$(sized 40)" $line_connections
        peer far-simple simple "$(sized 50)" $line_connections
        peer far-angus angus "$(sized 70)" $line_connections
        peer far-angus-pipelined angus-pipelined "$(sized 150)" $line_connections
        peer far-vertx vertx "$(sized 90)" $line_connections
        peer far-hubspot hubspot "$(sized 300)" $line_connections
    done
    local each
    for each in "$chunking_line" "$plain_line" "$chunking_server" "$plain_server"; do end "$each"; done
}

line() { serve "$java" -XX:+UseSerialGC -Xmx256m -cp "$classes" dev.tidings.bench.line.LongLine "$1" 25; }

show_latency() {
    local key what asked
    echo "### On a line with 50 ms round trip, $line_connections connections"
    echo
    echo "| | mails/s on each connection | asked |"
    echo "|---|---|---|"
    while IFS='|' read -r key what asked; do
        [ "$(median "$key" 6)" = – ] && continue
        echo "| $what | $(awk "BEGIN { printf \"%.1f\", $(median "$key" 6 %.4f) / $line_connections }") | $asked |"
    done <<EOF
far-plain|**Tidings** without CHUNKING|19
far-window-8|**Tidings**, a window of 8|90
far-window-32|**Tidings**, a window of 32|
far-spring|Spring JavaMailSender, a connection for each message|
far-simple|Simple Java Mail with batch-module|
far-angus|Angus Mail, stock, connections kept|
far-angus-pipelined|Angus Mail, MAIL, RCPT and DATA pipelined by a subclass|
far-vertx|Vert.x mail client, pipelining|
far-hubspot|HubSpot NioSmtpClient (CHUNKING)|
EOF
    echo
    echo "Of the second half of a run, when all connections stand."
    echo
}
