# One connection to a real Postfix of our own: its settings, queue and log are in a folder of its own, and it discards
# what it has taken.

postfix_there() {
    if ! command -v postfix >/dev/null || ! command -v smtp-source >/dev/null; then
        skip "Postfix is not installed"
    elif [ "$(id -u)" != 0 ]; then
        skip "only root can start a Postfix of one's own"
    fi
}

# Starts it; sets `postfix_pid`, `postfix_port` and `postfix_tls_port`. With `tls_pem`, it offers TLS.
postfix_up() {
    postfix_home=$(mktemp -d)
    chmod 755 "$postfix_home"
    mkdir "$postfix_home/etc" "$postfix_home/queue" "$postfix_home/data"
    chown postfix "$postfix_home/data"
    postfix_port=$(free_port) postfix_tls_port=$(free_port)
    write_main_cf >"$postfix_home/etc/main.cf"
    write_master_cf >"$postfix_home/etc/master.cf"
    postfix -c "$postfix_home/etc" check >>"$scratch/servers" 2>&1 || true
    "$(postconf -h daemon_directory)/master" -c "$postfix_home/etc" -d 2>>"$scratch/servers" &
    postfix_pid=$!
    server=$postfix_pid
    started+=("$postfix_pid")
    await_port "$postfix_port"
    sleep 1
}

# Times in its log are of seconds; long queue ids tell the microsecond.
write_main_cf() {
    cat <<EOF
compatibility_level = 3.6
queue_directory = $postfix_home/queue
data_directory = $postfix_home/data
myhostname = localhost.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
default_transport = discard
relay_transport = discard
smtpd_peername_lookup = no
enable_long_queue_ids = yes
in_flow_delay = 0
maillog_file = $postfix_home/log
maillog_file_prefixes = $postfix_home
EOF
    if [ -n "${tls_pem:-}" ]; then
        echo "smtpd_tls_security_level = may"
        echo "smtpd_tls_chain_files = $tls_pem"
    fi
}

write_master_cf() {
    cat <<EOF
127.0.0.1:$postfix_port     inet n - n - - smtpd
127.0.0.1:$postfix_tls_port inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
pickup    unix  n - n 60    1 pickup
cleanup   unix  n - n -     0 cleanup
qmgr      unix  n - n 300   1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n -     - trivial-rewrite
bounce    unix  - - n -     0 bounce
defer     unix  - - n -     0 bounce
trace     unix  - - n -     0 bounce
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n -     - proxymap
showq     unix  n - n -     - showq
error     unix  - - n -     - error
retry     unix  - - n -     - error
discard   unix  - - n -     - discard
anvil     unix  - - n -     1 anvil
postlog   unix-dgram n - n - 1 postlogd
EOF
}

# Waits until all that it took is discarded.
postfix_settled() {
    local queue=$postfix_home/queue
    while [ -n "$(find "$queue/incoming" "$queue/active" "$queue/maildrop" -type f -print -quit)" ]; do sleep 0.2; done
}

postfix_down() {
    end "$postfix_pid"
    rm -rf "$postfix_home"
    postfix_home=
}

# to_postfix FUNCTION KEY…: runs it, and notes what Postfix's log says of its mails (gaps.awk) as `gaps KEY`.
to_postfix() {
    local key=$2 seen
    seen=$(wc -l <"$postfix_home/log")
    "$@"
    postfix_settled
    sleep 0.3
    tail -n +$((seen + 1)) "$postfix_home/log" | awk -v key="gaps $key" -f speed/gaps.awk | tee -a "$figures" >&2
}

run_postfix() {
    postfix_there || return 0
    local round
    postfix_up
    for round in $(seq "$rounds"); do
        say "postfix, round $round of $rounds"
        port=$postfix_port
        to_postfix smtp_source postfix-source "$(sized 20000)" 1
        to_postfix tidings postfix-tidings "$(sized 20000)" 1
        to_postfix tidings postfix-tidings-1 "$(sized 8000)" 1 "security: none, window: 1"
        to_postfix peer postfix-angus angus "$(sized 2000)" 1
        to_postfix peer postfix-hubspot hubspot "$(sized 100)" 1
    done
    postfix_down
}

show_postfix() {
    local key what
    echo "### One connection to a real Postfix $(postconf -h mail_version 2>/dev/null)"
    echo
    echo "| | mails/s | beside smtp-source -d | second half of a run | beside it | CPU of the client, µs a mail |"
    echo "|---|---|---|---|---|---|"
    to_postfix_lines | while IFS='|' read -r key what; do
        [ "$(median "gaps $key" 3)" = – ] && continue
        echo "| $what | $(median "gaps $key" 3) | $(ratio "gaps $key" "gaps postfix-source" 3) |" \
            "$(median "gaps $key" 4) | $(ratio "gaps $key" "gaps postfix-source" 4) | $(median "$key" 7) |"
    done
    echo
    echo "How long after the one before a mail came, by Postfix's own log:"
    echo
    echo "| of a thousand | up to 1 ms | 2 | 5 | 10 | 30 | later | the longest, ms |"
    echo "|---|---|---|---|---|---|---|---|"
    to_postfix_lines | while IFS='|' read -r key what; do
        [ "$(median "gaps $key" 3)" = – ] && continue
        echo "| $what | $(median "gaps $key" 5 %.1f) | $(median "gaps $key" 6 %.1f) | $(median "gaps $key" 7 %.1f) |" \
            "$(median "gaps $key" 8 %.1f) | $(median "gaps $key" 9 %.1f) | $(median "gaps $key" 10 %.1f) |" \
            "$(median "gaps $key" 11 %.0f) |"
    done
    echo
    echo "Asked of Tidings: 0.95 beside smtp-source -d, and no stalls (later than 30 ms)."
    echo
}

to_postfix_lines() {
    cat <<EOF
postfix-source|smtp-source -d
postfix-tidings|**Tidings**, a window of 8
postfix-tidings-1|**Tidings**, a window of 1
postfix-angus|Angus Mail, stock
postfix-hubspot|HubSpot NioSmtpClient
EOF
}
