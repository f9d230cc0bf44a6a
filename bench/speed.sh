#!/usr/bin/env bash
# How fast, beside others: runs them and Tidings in turn in each round, and prints medians as Markdown tables.
#
#   JAVA_HOME=… bench/speed.sh [end-to-end] [cpu] [latency] [postfix] [tls] [faults] [nodes] [returns]      all of them without any
#
# Before: ./mvnw -Pbench -DskipTests package. Everything stays on this machine's loopback. What is not installed (a C
# compiler, Go, Postfix) is left out, and it says so. By environment:
#
#   ROUNDS             5
#   PEOPLE             200000  mails of a run of Tidings (60000 with TLS and faults)
#   SCALE              100     per cent of all sizes
#   CONNECTIONS        16      of everybody, to a sink that offers CHUNKING
#   PLAIN_CONNECTIONS  64      of Tidings and smtp-source, to a sink that does not
#   FINISHED           10000000  deliveries beside which claims are measured
#   RETURNS            100000  notes of failure
#   FIGURES                    a file that keeps every figure; what is there already counts, so that rounds can be
#                              run in pieces
#   CLASSES                    a class path in place of the built one
set -euo pipefail
cd "$(dirname "$0")"
for part in ground people end-to-end latency postfix tls faults nodes returns; do
    # shellcheck source=/dev/null
    . "speed/$part.sh"
done

sections=("$@")
[ $# -gt 0 ] || sections=(end-to-end cpu latency postfix tls faults nodes returns)
for section in "${sections[@]}"; do
    case $section in
        end-to-end | cpu | latency | postfix | tls | faults | nodes | returns) ;;
        *) echo "no section is called $section: end-to-end, cpu, latency, postfix, tls, faults, nodes, returns" >&2 && exit 2 ;;
    esac
done

machine
for section in "${sections[@]}"; do
    began=$SECONDS
    case $section in
        end-to-end) run_end_to_end && show_end_to_end ;;
        cpu) run_end_to_end && show_cpu ;;
        latency) run_latency && show_latency ;;
        postfix) run_postfix && show_postfix ;;
        tls) run_tls && show_tls ;;
        faults) run_faults && show_faults ;;
        nodes) run_nodes && show_nodes ;;
        returns) run_returns && show_returns ;;
    esac
    say "$section took $((SECONDS - began)) s"
done
