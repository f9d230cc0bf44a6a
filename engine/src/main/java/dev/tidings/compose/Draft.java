package dev.tidings.compose;

import dev.tidings.mail.Attachment;
import dev.tidings.mail.Body;
import dev.tidings.mail.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What was rendered for one recipient, before it is a message. Checks itself against the limits.
///
/// @param headers the author's own
record Draft(String subject, Body body, List<Attachment> attachments, List<Header> headers) {
    private static final int SUBJECT_OCTETS_MAX = 998;

    Draft check(Limits limits) throws Unfitness {
        checkSubject(limits.subjectCharsMax());
        checkBody(limits.bodyBytesMax());
        return this;
    }

    private void checkSubject(int charsMax) throws Unfitness {
        if (subject.isBlank()) throw new Unfitness("subject", "is empty");
        for (int i = 0; i < subject.length(); i++) {
            if (Character.isISOControl(subject.charAt(i))) {
                throw new Unfitness(
                        "subject",
                        "has a control character (U+%04X) at position %d; a subject is one line"
                                .formatted((int) subject.charAt(i), i + 1));
            }
        }
        int chars = subject.codePointCount(0, subject.length());
        if (chars > charsMax) {
            throw new Unfitness("subject", "has %,d characters; at most %,d are allowed".formatted(chars, charsMax));
        }
        if (octets(subject) > SUBJECT_OCTETS_MAX) {
            throw new Unfitness(
                    "subject",
                    "has %,d octets of UTF-8; at most %,d are allowed".formatted(octets(subject), SUBJECT_OCTETS_MAX));
        }
    }

    private void checkBody(int bytesMax) throws Unfitness {
        boolean empty = body.text().isBlank() && body.html().orElse("").isBlank();
        if (empty) throw new Unfitness("body", "is empty");
        int bytes = octets(body.text()) + body.html().map(Draft::octets).orElse(0);
        if (bytes > bytesMax) {
            throw new Unfitness(
                    "body size",
                    "HTML and text have %,d bytes together; at most %,d are allowed".formatted(bytes, bytesMax));
        }
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
