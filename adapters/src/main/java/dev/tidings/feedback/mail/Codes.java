package dev.tidings.feedback.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The numbers in a server's words.
///
/// @param code   of the reply (RFC 5321 §4.2), `550`
/// @param status the enhanced one (RFC 3463), `5.1.1`
record Codes(Optional<Integer> code, Optional<String> status) {
    private static final Pattern STATUS =
            Pattern.compile("(?<![\\d.])(?<!\\w:)([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern CODE = Pattern.compile(
            "(?<![\\w.+/-])(?<!\\w:)([45][0-5]\\d)(?=[\\s,;:)\\]-]|$)(?![ -]*(?:days?|hours?|bytes|[km]b)\\b)");
    private static final Pattern BOTH =
            Pattern.compile("(?<![\\d.])([45][0-5]\\d)[ -]{1,3}#?([45]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");

    static Codes in(String said) {
        String words = Text.cut(said, Limits.SAID);
        Matcher both = BOTH.matcher(Effort.at(words));
        if (both.find()) {
            return new Codes(Optional.of(Integer.valueOf(both.group(1))), Optional.of(both.group(2)));
        }
        Optional<String> status = found(STATUS, words);
        return new Codes(found(CODE, words).map(Integer::valueOf).filter(code -> fits(code, status)), status);
    }

    /// Words of several lines, each of which began with the same codes (RFC 5321 §4.2.1), with these told once.
    static String once(String words) {
        Codes codes = in(words);
        if (codes.code().isEmpty()) {
            return words;
        }
        String code = String.valueOf(codes.code().orElseThrow());
        int second = words.indexOf(code) + code.length();
        String again = " " + code + "[- ](" + codes.status().map(Pattern::quote).orElse("-") + " )?";
        return words.substring(0, second) + words.substring(second).replaceAll(again, " ");
    }

    /// The words from the first code on; all of them where there is none.
    static String from(String words) {
        Matcher code = CODE.matcher(Effort.at(words));
        return code.find() ? words.substring(code.start()) : words;
    }

    private static Optional<String> found(Pattern what, String words) {
        Matcher found = what.matcher(Effort.at(words));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /// A reply code and a status of other classes do not belong together.
    private static boolean fits(int code, Optional<String> status) {
        return status.map(each -> each.charAt(0) - '0' == code / 100).orElse(true);
    }

    /// These, where a field says `stated`: it decides unless it says less than the server's own words.
    Codes orStated(Optional<String> stated) {
        Optional<String> better =
                stated.isEmpty() || status.isPresent() && tells(status) > tells(stated) ? status : stated;
        return new Codes(code.filter(each -> fits(each, better)), better);
    }

    /// How much a status says: nothing, whose matter it is (`5.1.0`), and what the matter is (`5.1.1`).
    private static int tells(Optional<String> status) {
        String code = status.orElseThrow();
        if (code.endsWith(".0.0")) return 0;
        return code.endsWith(".0") ? 1 : 2;
    }

    /// What is here, and what is not from there.
    Codes or(Codes other) {
        Optional<String> best = status.or(other::status);
        return new Codes(code.or(other::code).filter(each -> fits(each, best)), best);
    }
}
