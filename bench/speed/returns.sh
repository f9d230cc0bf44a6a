# The same send with nothing beside it, and while notes of failure are read, matched and judged; in turn, in one process.

run_returns() {
    sink chunking && local returns_server=$server
    say "returns"
    "${client[@]}" dev.tidings.bench.ReturnsBeside "$scratch/run" "$port" "$people" "$connections" \
        "$(sized "${RETURNS:-100000}")" "$rounds" 2>"$scratch/err" | tee -a "$figures" >&2
    rm -rf "$scratch/run"
    end "$returns_server"
}

show_returns() {
    echo "### While mail comes back"
    echo
    echo "| | mails/s | CPU µs a mail |"
    echo "|---|---|---|"
    echo "| nothing beside it, $(spread returns 2) | $(median returns 2) | $(median returns 6 %.1f) |"
    echo "| while $(median returns 5) notes of failure a second are read, $(spread returns 3) | $(median returns 3) | $(median returns 7 %.1f) |"
    echo
    echo "- Beside nothing, the median of $rounds pairs (asked 0.90): $(pairs)."
    echo "- The others, $(median rest 2), while nothing is sent: $(awk "BEGIN { printf \"%.0f\", $(median rest 2) / $(median rest 3 %.2f) }")" \
        "a second, until the last is judged."
    echo
}

# Each run beside the one before it: rates swing from one minute to the next.
pairs() {
    awk -F '\t' '$1 == "returns" { print $3 / $2 }' "$figures" | sort -g |
        awk '{ v[NR] = $1 } END { printf "%.2f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
