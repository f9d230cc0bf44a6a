package dev.tidings.feedback.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses in texts, in whatever form they are told.
final class Addresses {
    /// An address as reports write it; more is allowed than RFC 5321 does, since servers repeat what they were given.
    static final String SHAPE =
            "(?:\"[^\"\\s]{1,64}\"|[^\\s<>()\\[\\],;:\"'`@]{1,128})@[A-Za-z0-9\\u0080-\\uFFFF_.\\[\\]-]{1,255}";

    private static final Pattern ADDRESS = Pattern.compile(SHAPE);
    private static final Pattern IN_BRACKETS = Pattern.compile("<\\s*(" + SHAPE + ")\\s*>");

    private static final Pattern FRAGMENT = Pattern.compile("/#\\S*");

    private Addresses() {}

    /// The one in angle brackets, else the first.
    static Optional<String> in(String text) {
        Matcher bracketed = IN_BRACKETS.matcher(Effort.at(text));
        if (bracketed.find()) {
            return Optional.of(trimmed(bracketed.group(1)));
        }
        Matcher any = ADDRESS.matcher(Effort.at(text));
        return any.find() ? Optional.of(trimmed(any.group())) : Optional.empty();
    }

    static List<String> every(String text) {
        List<String> every = new ArrayList<>();
        Matcher found = ADDRESS.matcher(Effort.at(Text.cut(text, Limits.FIELD)));
        while (found.find() && every.size() < Limits.NOTICES) {
            every.add(trimmed(found.group()));
        }
        return every;
    }

    /// A text in which addresses and fragments of links are not told: what is in them is nobody's reason.
    static String hidden(String text) {
        String plain = text.contains("@") ? ADDRESS.matcher(Effort.at(text)).replaceAll("x@x") : text;
        return plain.contains("/#") ? FRAGMENT.matcher(plain).replaceAll("/") : plain;
    }

    /// Without the end of a sentence, and without the words that some write before it.
    private static String trimmed(String address) {
        String end = address.replaceFirst("[.\\]\\-]+$", "");
        return end.replaceFirst("(?i)^(rfc822;|smtp:|mailto:)", "");
    }
}
