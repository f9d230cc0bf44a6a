# Of a log of collections: key; the heap after them in MB, median of the second quarter of the collections, median of the
# last quarter, and the most.
match($0, /Pause.*->[0-9]+M/) {
    split(substr($0, RSTART, RLENGTH), word, "->")
    after[++count] = word[2] + 0
    if (after[count] > most) most = after[count]
}

function median(from, to,   i, j, n, part, held) {
    for (i = from; i <= to; i++) {
        held = after[i]
        for (j = n++; j > 0 && part[j] > held; j--) part[j + 1] = part[j]
        part[j + 1] = held
    }
    return part[int((n + 1) / 2)]
}

END {
    if (count > 7) printf "%s\t%d\t%d\t%d\n", key, median(int(count / 4) + 1, int(count / 2)), median(int(count * 3 / 4), count), most
}
