package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads reports that are written in words, as servers wrote them before there was a standard, and some still do.
final class OldStyle {
    private static final Styles STYLES = Styles.SHIPPED;

    private final Letter letter;
    private final Content content;
    private final Paragraphs paragraphs;

    private OldStyle(Letter letter, Content content) {
        this.letter = letter;
        this.content = content;
        this.paragraphs = new Paragraphs(content.told());
    }

    static Optional<Reading> read(Letter letter, Content content) {
        OldStyle report = new OldStyle(letter, content);
        return report.isOne() && report.names() ? Optional.of(report.read()) : Optional.empty();
    }

    /// A report that names nobody is of whom the mail that came back was for.
    static Optional<Reading> guess(Letter letter, Content content) {
        OldStyle report = new OldStyle(letter, content);
        return report.isOne() ? Optional.of(report.read()) : Optional.empty();
    }

    private boolean names() {
        return !Naming.in(content.told()).isEmpty() || !failed().isEmpty();
    }

    /// Whether a program wrote it that writes reports.
    static boolean isByMachine(Letter letter) {
        String path = letter.header("return-path");
        String from = letter.header("from");
        return Styles.any(STYLES.sender(), from)
                || path.matches("\\s*<\\s*>\\s*")
                || path.toLowerCase(ROOT).contains("mailer-daemon");
    }

    private boolean isOne() {
        if (letter.header().all().isEmpty()) {
            return false;
        }
        boolean opens = Styles.any(STYLES.opening(), content.words());
        boolean titled = Styles.any(STYLES.subject(), letter.header("subject"));
        if (letter.header().has("x-failed-recipients")) {
            return true;
        }
        return isByMachine(letter)
                ? opens || titled && (names() || !content.returned().isEmpty())
                : Styles.any(STYLES.senderPerhaps(), letter.header("from")) && opens && titled;
    }

    private Reading read() {
        List<Naming> named = Naming.in(content.told());
        List<String> failed = failed();
        if (named.isEmpty() || isElsewhere(named, failed)) {
            named = failed.stream().map(each -> new Naming(each, "")).toList();
        }
        if (named.isEmpty()) {
            return Reading.of(Report.Kind.BOUNCE, List.of(notice(wanted(), "", true)));
        }
        boolean alone = named.size() == 1;
        return Reading.of(
                Report.Kind.BOUNCE,
                named.stream()
                        .map(each -> notice(Optional.of(whole(each.recipient())), each.said(), alone))
                        .toList());
    }

    /// Whether the words name others than the field does: those are somebody who is greeted, or asked for help.
    private boolean isElsewhere(List<Naming> named, List<String> failed) {
        List<String> locals = failed.stream().map(OldStyle::local).toList();
        return !failed.isEmpty() && named.stream().noneMatch(each -> locals.contains(local(each.recipient())));
    }

    private static String local(String address) {
        return address.replaceFirst("@.*", "").toLowerCase(ROOT);
    }

    /// Those whom a field names.
    private List<String> failed() {
        return letter.header().every("x-failed-recipients").stream()
                .flatMap(value -> Addresses.every(value).stream())
                .distinct()
                .toList();
    }

    /// Whom the mail that came back was for.
    private Optional<String> wanted() {
        return content.returned().first("to").flatMap(Addresses::in);
    }

    /// A local part alone, with the domain that other words give it.
    private String whole(String recipient) {
        if (recipient.contains("@")) {
            return recipient;
        }
        Stream<String> elsewhere = Stream.of(
                        letter.header().every("x-failed-recipients").stream(),
                        Stream.of(paragraphs.all()),
                        content.returned().every("to").stream())
                .flatMap(each -> each)
                .flatMap(value -> Addresses.every(value).stream());
        return elsewhere
                .filter(address -> address.toLowerCase(ROOT).startsWith(recipient.toLowerCase(ROOT) + "@"))
                .findFirst()
                .orElse(recipient);
    }

    private Notice notice(Optional<String> recipient, String said, boolean alone) {
        String address = recipient.orElse("");
        String told = paragraphs.about(address, alone);
        String place = (address + " " + letter.header("from")).toLowerCase(ROOT);
        Saying own = Saying.of(said, place);
        Saying whole = own.inWords(told);
        own = own.point() == Point.SOMEWHERE ? own.at(whole.point()) : own;
        Fate fate = isLate() ? Fate.DELAYED : Fate.FAILED;
        Reason reason = Reasons.SHIPPED.of(own, whole, fate == Fate.DELAYED);
        Saying telling = own.with(new Codes(own.code(), own.status()).or(new Codes(whole.code(), whole.status())));
        return new Said(recipient, fate, reason, telling).notice(said.isBlank() ? told : said);
    }

    private boolean isLate() {
        return Styles.any(STYLES.late(), letter.header("subject") + "\n" + content.words());
    }
}
