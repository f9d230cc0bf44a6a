# Of a Postfix log with long queue ids, which tell the microsecond: key, mails, mails/s from the first to the last, mails/s
# of the second half; of a thousand mails, how many came up to 1, 2, 5, 10, 30 ms after the one before, and later; the
# longest of these gaps, in ms.
BEGIN {
    OFS = "\t"
    digits = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz"
}

function number(text,   i, n) {
    for (i = 1; i <= length(text); i++) n = n * length(digits) + index(digits, substr(text, i, 1)) - 1
    return n
}

function step(millis) {
    return millis < 1 ? 1 : millis < 2 ? 2 : millis < 5 ? 3 : millis < 10 ? 4 : millis < 30 ? 5 : 6
}

match($0, /smtpd\[[0-9]+\]: [0-9A-Za-z]+: client=/) {
    split(substr($0, RSTART, RLENGTH), word, ": ")
    at[++mails] = number(substr(word[2], 1, 6)) + number(substr(word[2], 7, 4)) / 1e6
    if (mails == 1) next
    gap = (at[mails] - at[mails - 1]) * 1000
    within[step(gap)]++
    if (gap > longest) longest = gap
}

END {
    if (mails < 4) exit
    half = int(mails / 2)
    printf "%s\t%d\t%.1f\t%.1f", key, mails, (mails - 1) / (at[mails] - at[1]), (mails - half) / (at[mails] - at[half])
    for (i = 1; i <= 6; i++) printf "\t%.2f", within[i] * 1000 / (mails - 1)
    printf "\t%.1f\n", longest
}
