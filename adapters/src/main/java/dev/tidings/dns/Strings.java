package dev.tidings.dns;

/// The strings of one TXT record, as the JDK writes them: apart by a space, and those with a space, a quote
/// or a backslash in them within quotes.
final class Strings {
    private Strings() {}

    /// All of them, without a gap.
    static String joined(String written) {
        StringBuilder joined = new StringBuilder(written.length());
        boolean quoted = false;
        for (int at = 0; at < written.length(); at++) {
            char letter = written.charAt(at);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == '\\' && quoted && at + 1 < written.length()) {
                joined.append(written.charAt(++at));
            } else if (letter != ' ' || quoted) {
                joined.append(letter);
            }
        }
        return joined.toString();
    }
}
