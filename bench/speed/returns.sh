# One long send, while notes of failure are read, matched and judged in every other slice of it.

run_returns() {
    sink chunking && local returns_server=$server
    say "returns"
    "${client[@]}" dev.tidings.bench.ReturnsBeside "$scratch/run" "$port" "$(sized 1500000)" "$connections" \
        "$(sized "${RETURNS:-100000}")" 2>"$scratch/err" | tee -a "$figures" >&2
    rm -rf "$scratch/run"
    end "$returns_server"
}

show_returns() {
    echo "### While mail comes back"
    echo
    [ "$(median returns 2)" != – ] || { skip "the send was over before its compiler was done; SCALE=100 is long enough" || true; return; }
    echo "| slices of one send | mails/s | least–most |"
    echo "|---|---|---|"
    echo "| nothing beside it | $(median returns 2) | $(spread returns 2) |"
    echo "| while $(median returns 4) notes of failure a second are read | $(median returns 3) | $(spread returns 3) |"
    echo
    echo "- Each slice beside the one before it, the median of $(grep -c '^returns' "$figures") (asked 0.90): $(slices);" \
        "all of them together: $(awk -F '\t' '$1 == "returns" { alone += $2; beside += $3 } END { printf "%.2f", beside / alone }' "$figures")."
    echo "- The others, $(median rest 2), while nothing is sent:" \
        "$(awk "BEGIN { printf \"%.0f\", $(median rest 2) / $(median rest 3 %.2f) }") a second, until the last is judged."
    echo
}

# Rates swing from one minute to the next.
slices() {
    awk -F '\t' '$1 == "returns" { print $3 / $2 }' "$figures" | sort -g |
        awk '{ v[NR] = $1 } END { printf "%.2f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
