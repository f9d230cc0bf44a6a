# Several nodes on one PostgreSQL: one that sends as fast as it can; one and three on a line with 50 ms round trip, with
# so many connections each; and claims beside many finished deliveries.

node_connections=4

run_nodes() {
    local round
    serve "${client[@]:0:1}" -XX:+UseSerialGC -Xmx64m -cp "$classes" dev.tidings.bench.Database
    local base=$port database_server=$server schema=0
    sink chunking && local near=$port near_server=$server
    line "$near" && local far=$port far_server=$server
    for round in $(seq "$rounds"); do
        say "nodes, round $round of $rounds"
        port=$near server=$near_server nodes_of postgres-near 1 "$(sized 150000)" 16
        port=$far server=$far_server nodes_of nodes-1 1 "$(sized 30000)" $node_connections
        port=$far server=$far_server nodes_of nodes-3 3 "$(sized 90000)" $node_connections
    done
    "${client[@]}" dev.tidings.bench.ClaimsBeside "$base" "$(sized ${FINISHED:-10000000})" "$rounds" | tee -a "$figures" >&2
    local each
    for each in "$far_server" "$near_server" "$database_server"; do end "$each"; done
}

# nodes_of KEY NODES PEOPLE CONNECTIONS, each with a schema of its own
nodes_of() {
    local node helpers=()
    schema=$((schema + 1))
    export DATABASE="$base?schema=s$schema"
    for node in $(seq 2 "$2"); do
        : >"$scratch/ready$node"
        NODE=$node "${client[@]}" dev.tidings.bench.TidingsLoad "$scratch/node$node" "$port" "$3" "$4" \
            >"$scratch/ready$node" 2>>"$scratch/servers" &
        helpers+=($!)
        started+=($!)
        until grep -q ready "$scratch/ready$node"; do sleep 0.1; done
    done
    tidings "$1" "$3" "$4"
    for node in "${helpers[@]}"; do end "$node"; done
    rm -rf "$scratch"/node*
    unset DATABASE
}

show_nodes() {
    echo "### Several nodes on one PostgreSQL, all on these cores"
    echo
    echo "| | mails/s | second half | asked |"
    echo "|---|---|---|---|"
    echo "| one node, $(spread postgres-near 4) | **$(median postgres-near 4)** | $(median postgres-near 6) | 6,000 |"
    echo "| one node, 50 ms round trip, $node_connections connections | $(median nodes-1 4) | $(median nodes-1 6) | |"
    echo "| three nodes, 50 ms round trip, $node_connections connections each | $(median nodes-3 4) | $(median nodes-3 6) | |"
    echo "| the latter two, ratio | **$(ratio nodes-3 nodes-1 4)** | $(ratio nodes-3 nodes-1 6) | 2.7 |"
    echo
    echo "| beside $(median beside 2) finished deliveries, µs each | none | so many | ratio | asked |"
    echo "|---|---|---|---|---|"
    echo "| a claim, fifty at once | $(median beside 3 %.1f) | $(median beside 4 %.1f) | **$(beside_ratio 4 3)** | 1.10 |"
    echo "| claim, arm and settle | $(median beside 5 %.1f) | $(median beside 6 %.1f) | $(beside_ratio 6 5) | |"
    echo
}

beside_ratio() { awk "BEGIN { printf \"%.2f\", $(median beside "$1" %.4f) / $(median beside "$2" %.4f) }"; }
