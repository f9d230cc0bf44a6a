package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server's words say of why it did not take a mail.
///
/// @param status enhanced status code (RFC 3463)
/// @param code   reply code
/// @param said   one line
/// @param reason empty where they say nothing that we know
record Diagnosis(Optional<String> status, Optional<Integer> code, String said, Optional<Reason> reason) {
    static final Diagnosis NONE = new Diagnosis(Optional.empty(), Optional.empty(), "", Optional.empty());

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern CODE = Pattern.compile("(?:^|[;:(\\s])([245]\\d\\d)(?=[ -]|$)");

    private record Phrase(Pattern words, Reason reason) {
        Phrase(String words, Reason reason) {
            this(Pattern.compile("(?i)" + words), reason);
        }
    }

    /// The first that is found holds: what is said of the sender before what is said of the address, since many
    /// a server calls a user unknown whose mail it does not want.
    private static final List<Phrase> PHRASES = List.of(
            new Phrase("suppress(ed|ion) |on (our|the|your) suppression list", Reason.SUPPRESSED),
            new Phrase(
                    "sender (address|domain|rejected|verif|not )|(invalid|unknown|unverified) sender|mail from domain",
                    Reason.REJECTED),
            new Phrase("\\b(dmarc|spf|dkim)\\b|unauthenticated|not authenticated", Reason.AUTHFAILURE),
            new Phrase("(no|invalid|missing) (ptr|reverse dns)|reverse dns", Reason.REQUIREPTR),
            new Phrase("spamhaus|blacklist|block ?list|blocklisted|\\bdnsbl|\\brbl\\b", Reason.BLOCKED),
            new Phrase("(poor|bad|low) .{0,20}reputation|reputation", Reason.BADREPUTATION),
            new Phrase("virus|malware|infected", Reason.VIRUSDETECTED),
            new Phrase("spam|unsolicited|junk mail", Reason.SPAMDETECTED),
            new Phrase("relay(ing)? (access )?(denied|not (permitted|allowed))|unable to relay", Reason.NORELAYING),
            new Phrase("gr[ae]y-?list|try again later|rate limit|too many|throttl", Reason.RATELIMITED),
            new Phrase(
                    "(quota|mailbox|inbox|storage).{0,30}(full|exceed|over)|over ?quota|out of storage",
                    Reason.MAILBOXFULL),
            new Phrase("(account|mailbox|user).{0,30}(disabled|inactive|suspended|locked|deactivated)", Reason.SUSPEND),
            new Phrase("message (size|too (large|big))|size limit", Reason.EMAILTOOLARGE),
            new Phrase(
                    "(unable to find|no) (mx|mail host)|no mx\\b|(domain|host)( name)? (not found|unknown|does ?n.t exist|does not exist)|unrouteable|nxdomain",
                    Reason.HOSTUNKNOWN),
            new Phrase(
                    "(user|recipient|mailbox|account|address|addressee)[^.]{0,50}(unknown|not found|does ?n.t exist|dosn.t exist|does not exist|no longer (exists|valid)|invalid)|(no such|unknown|invalid|non-?existent) (user|recipient|mailbox|account|address|addressee|person)|no mailbox here|RecipNotFound",
                    Reason.USERUNKNOWN),
            new Phrase("has moved|no longer (on|with|at) ", Reason.HASMOVED),
            new Phrase("timed? ?out|expired|retry time", Reason.EXPIRED),
            new Phrase("connection (refused|reset|lost|closed)|unable to connect|network", Reason.NETWORKERROR),
            new Phrase(
                    "policy|not (allowed|permitted|authorized)|access denied|blocked|banned", Reason.POLICYVIOLATION));

    /// What the codes of RFC 3463 and its registry say where the words do not.
    private static final Map<String, Reason> STATUSES = Map.ofEntries(
            Map.entry("1.1", Reason.USERUNKNOWN),
            Map.entry("1.2", Reason.HOSTUNKNOWN),
            Map.entry("1.3", Reason.USERUNKNOWN),
            Map.entry("1.6", Reason.HASMOVED),
            Map.entry("1.8", Reason.REJECTED),
            Map.entry("1.10", Reason.NOTACCEPT),
            Map.entry("2.1", Reason.SUSPEND),
            Map.entry("2.2", Reason.MAILBOXFULL),
            Map.entry("2.3", Reason.EXCEEDLIMIT),
            Map.entry("3.1", Reason.SYSTEMFULL),
            Map.entry("3.4", Reason.EMAILTOOLARGE),
            Map.entry("4.1", Reason.NETWORKERROR),
            Map.entry("4.2", Reason.NETWORKERROR),
            Map.entry("4.4", Reason.HOSTUNKNOWN),
            Map.entry("4.6", Reason.NETWORKERROR),
            Map.entry("4.7", Reason.EXPIRED),
            Map.entry("7.1", Reason.POLICYVIOLATION),
            Map.entry("7.20", Reason.AUTHFAILURE),
            Map.entry("7.23", Reason.AUTHFAILURE),
            Map.entry("7.25", Reason.REQUIREPTR),
            Map.entry("7.26", Reason.AUTHFAILURE));

    static Diagnosis of(Optional<String> words) {
        String said = words.map(Diagnosis::line).orElse("");
        Optional<String> status = found(STATUS, said);
        Optional<Integer> code = found(CODE, said).map(Integer::valueOf);
        return new Diagnosis(status, code, said, reason(said, status));
    }

    /// With what is said beside the words.
    Diagnosis with(Optional<String> otherStatus, Optional<String> otherCode) {
        Optional<String> known = status.or(() -> otherStatus.flatMap(text -> found(STATUS, text)));
        Optional<Integer> reply =
                code.or(() -> otherCode.flatMap(text -> found(CODE, text)).map(Integer::valueOf));
        return new Diagnosis(known, reply, said, reason(said, known));
    }

    private static Optional<Reason> reason(String said, Optional<String> status) {
        return PHRASES.stream()
                .filter(each -> each.words.matcher(said).find())
                .map(Phrase::reason)
                .findFirst()
                .or(() -> status.flatMap(code -> Optional.ofNullable(STATUSES.get(code.substring(2)))));
    }

    /// What it is where the provider says that it is for good, and that it is about the address.
    Reason hard() {
        return reason.orElse(isTransient() ? Reason.UNDEFINED : Reason.USERUNKNOWN);
    }

    private boolean isTransient() {
        return status.filter(each -> each.startsWith("4")).isPresent()
                || code.filter(each -> each / 100 == 4).isPresent();
    }

    /// What it is where the provider does not say that it is for good: nobody is left out for it at once.
    Reason soft() {
        return reason.filter(each -> !each.isHard()).orElse(Reason.UNDEFINED);
    }

    /// What it is where the provider does not say which of the two.
    Reason either() {
        return reason.orElse(Reason.UNDEFINED);
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String line(String text) {
        String line = cut(text, 4 * Notice.SAID_MAX)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.length() > Notice.SAID_MAX ? cut(line, Notice.SAID_MAX - 1) + "…" : line;
    }

    /// No character is halved.
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
