# One mail in a hundred meets a fault (451 at RCPT, 451 at the end of data, a line closed there, a line reset at RCPT):
# what it costs everybody else, and what the heap does.

fault_connections=32

run_faults() {
    local round name
    local -A ports servers
    java_sink && ports[plain]=$port servers[plain]=$server
    java_sink faults && ports[plain-faults]=$port servers[plain-faults]=$server
    java_sink chunking && ports[window]=$port servers[window]=$server
    java_sink chunking faults && ports[window-faults]=$port servers[window-faults]=$server
    for round in $(seq "$rounds"); do
        say "faults, round $round of $rounds"
        for name in plain plain-faults window window-faults; do
            port=${ports[$name]} server=${servers[$name]}
            rm -f "$scratch/gc"
            GC_LOG=$scratch/gc tidings "$name" "$(sized "${PEOPLE:-60000}")" $fault_connections "security: none" \
                "retry: { times: 10, first: 1s, factor: 1 }"
            awk -v key="heap $name" -f speed/heap.awk "$scratch/gc" | tee -a "$figures" >&2
        done
    done
    for name in plain plain-faults window window-faults; do end "${servers[$name]}"; done
}

show_faults() {
    local name what
    echo "### One fault in a hundred, $fault_connections connections"
    echo
    echo "| | mails/s, to 95 % | beside no faults (asked 0.9) | heap after collections, second quarter → last, MB | most |"
    echo "|---|---|---|---|---|"
    while IFS='|' read -r name what; do
        echo "| $what | $(median "$name" 5) | $(ratio "$name" "${name%-faults}" 5) |" \
            "$(median "heap $name" 2) → $(median "heap $name" 3) | $(median "heap $name" 4) |"
    done <<EOF
plain|without CHUNKING
plain-faults|the same with faults
window|a window of 8
window-faults|the same with faults
EOF
    echo
    echo "To 95 %: the last few wait for their retry, a second later. Every mail was accepted in the end."
    echo
}
