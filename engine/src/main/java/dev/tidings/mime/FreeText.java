package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Grammar;
import dev.tidings.mail.Header;

/// Header fields of free text: the subject, and what a composer adds.
final class FreeText {
    private static final int COLUMNS_MAX = 78;
    private static final int WORD_MAX = 900; // what cannot be folded must still fit into 998 octets

    private FreeText() {}

    /// Encoded whenever a reader would otherwise see anything but the same text.
    static void writeSubject(String subject, Octets out) {
        if (survivesAsIs(subject)) folded("Subject", subject, out);
        else encoded("Subject", subject, out);
    }

    static void write(Header header, Octets out) {
        if (isListId(header)) Mailboxes.writeListId(header, out);
        else if (isUnfoldable(header.name()) && Grammar.isAscii(header.value()))
            out.add(header.name()).add(": ").add(header.value()).crlf();
        else if (readsAsItStands(header.value())) folded(header.name(), header.value(), out);
        else encoded(header.name(), header.value(), out);
    }

    private static boolean isListId(Header header) {
        return header.name().equalsIgnoreCase(Header.LIST_ID) && header.value().indexOf('<') >= 0;
    }

    /// What looks like an encoded word would be read as what it seems to encode.
    private static boolean readsAsItStands(String value) {
        return Grammar.isAscii(value) && !(value.contains("=?") && value.contains("?="));
    }

    private static boolean survivesAsIs(String subject) {
        return Grammar.isAscii(subject)
                && !subject.contains("=?")
                && !subject.startsWith(" ")
                && !subject.endsWith(" ")
                && (subject.length() < WORD_MAX || !hasLongWord(subject));
    }

    private static boolean hasLongWord(String subject) {
        int start = 0;
        for (int i = foldBefore(subject, 0); i >= 0; i = foldBefore(subject, start)) {
            if (i - start > WORD_MAX) return true;
            start = i + 1;
        }
        return subject.length() - start > WORD_MAX;
    }

    /// Some relays unfold or refold these, which breaks DKIM signatures over them, so they stay on one line.
    private static boolean isUnfoldable(String name) {
        return name.regionMatches(true, 0, "List-Unsubscribe", 0, 16);
    }

    private static void encoded(String name, String text, Octets out) {
        out.add(name).add(':');
        new EncodedWords(text.getBytes(UTF_8)).writeAfter(name.length() + 1, out);
        out.crlf();
    }

    private static void folded(String name, String text, Octets out) {
        out.add(name).add(": ");
        int column = name.length() + 2;
        int start = 0;
        while (column + text.length() - start > COLUMNS_MAX) {
            int fold = lastFold(text, start, start + COLUMNS_MAX - column);
            if (fold < 0) break;
            out.add(text.substring(start, fold)).crlf();
            start = fold;
            column = 0;
        }
        out.add(text.substring(start)).crlf();
    }

    /// Where to fold so that the line ends before `limit`, or else as soon after it as can be; -1 when
    /// nowhere.
    private static int lastFold(String text, int start, int limit) {
        for (int i = limit; i > start; i--) {
            if (isFold(text, i)) return i;
        }
        return foldBefore(text, Math.max(start, limit) + 1);
    }

    private static int foldBefore(String text, int from) {
        for (int i = Math.max(1, from); i < text.length(); i++) {
            if (isFold(text, i)) return i;
        }
        return -1;
    }

    /// Only at a space that stands alone: some readers take all white space around a fold for one space.
    private static boolean isFold(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && text.charAt(i) == ' '
                && text.charAt(i - 1) != ' '
                && text.charAt(i + 1) != ' ';
    }
}
