package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads delivery reports (RFC 3464): a group of fields for each recipient.
final class DeliveryReport {
    private static final List<String> RECIPIENT =
            List.of("final-recipient", "x-actual-recipient", "original-recipient", "x-failed-recipient");

    private final Content content;
    private final Paragraphs paragraphs;
    private final List<Naming> named;
    private final String reporter;

    private DeliveryReport(Content content) {
        this.content = content;
        this.paragraphs = new Paragraphs(content.told());
        this.named = Naming.in(content.told());
        this.reporter = content.status().stream()
                .flatMap(group -> group.first("reporting-mta").stream())
                .findFirst()
                .orElse("");
    }

    static Optional<Reading> read(Content content) {
        return new DeliveryReport(content).read();
    }

    private Optional<Reading> read() {
        List<Fields> groups = content.status().stream()
                .flatMap(group -> apart(group).stream())
                .filter(group -> recipient(group).isPresent())
                .limit(Limits.NOTICES)
                .toList();
        Map<String, Notice> notices = new LinkedHashMap<>();
        groups.forEach(group -> {
            Notice notice = notice(group, groups.size() == 1);
            notices.putIfAbsent(notice.fate() + " " + notice.recipient(), notice);
        });
        return notices.isEmpty()
                ? Optional.empty()
                : Optional.of(Reading.of(kind(notices.values().stream()), List.copyOf(notices.values())));
    }

    /// A mail that is late has not arrived yet, and is no failure for all that: its fate says so.
    private static Report.Kind kind(Stream<Notice> notices) {
        return notices.anyMatch(notice -> notice.fate() == Fate.FAILED || notice.fate() == Fate.DELAYED)
                ? Report.Kind.BOUNCE
                : Report.Kind.STATUS;
    }

    /// Groups of several recipients between which somebody left out the empty line.
    private static List<Fields> apart(Fields group) {
        if (group.every("final-recipient").size() < 2) {
            return List.of(group);
        }
        List<Fields> each = new ArrayList<>();
        List<Fields.Field> one = new ArrayList<>();
        for (Fields.Field field : group.all()) {
            boolean another = field.name().equals("final-recipient")
                    && one.stream().anyMatch(before -> before.name().equals("final-recipient"));
            if (another) {
                each.add(new Fields(one));
                one.clear();
            }
            one.add(field);
        }
        each.add(new Fields(one));
        return each;
    }

    /// The first that looks like an address that others could use; what a server calls somebody inside does not.
    private static Optional<String> recipient(Fields group) {
        List<String> addresses = RECIPIENT.stream()
                .flatMap(name -> group.first(name).stream())
                .flatMap(value -> Addresses.in(untyped(value)).stream())
                .toList();
        return addresses.stream()
                .filter(address -> address.substring(address.indexOf('@')).contains("."))
                .findFirst()
                .or(() -> addresses.stream().findFirst())
                .or(() -> RECIPIENT.stream()
                        .flatMap(name -> group.first(name).stream())
                        .map(DeliveryReport::untyped)
                        .filter(value -> !value.isBlank())
                        .findFirst());
    }

    /// `rfc822; ann@example.com` without its type.
    private static String untyped(String value) {
        return value.replaceFirst("^\\s*[\\w-]{1,20}\\s*;\\s*", "").strip();
    }

    private Notice notice(Fields group, boolean alone) {
        Optional<String> recipient =
                recipient(group).map(each -> each.indexOf('@') > 0 ? each : elsewhere(each, alone));
        Fate fate = fate(group);
        String said = said(group, recipient.orElse(""));
        Saying saying = saying(group, said, recipient.orElse(""), alone);
        Reason reason = group.first("x-powermta-bouncecategory")
                .filter(_ -> fate == Fate.FAILED)
                .flatMap(Reasons.SHIPPED::ofCategory)
                .orElseGet(() -> reason(fate, saying, recipient.orElse(""), alone));
        return new Said(recipient, fate, reason, saying)
                .notice(said.isBlank() ? paragraphs.about(recipient.orElse(""), alone) : said);
    }

    /// Where the field has no address, the one that the words name.
    private String elsewhere(String recipient, boolean alone) {
        return alone && named.size() == 1 ? named.getFirst().recipient() : recipient;
    }

    private static Fate fate(Fields group) {
        String action = group.first("action").orElse("").toLowerCase(ROOT);
        if (action.startsWith("fail") || action.startsWith("expired")) return Fate.FAILED;
        if (action.startsWith("delay")) return Fate.DELAYED;
        if (action.startsWith("deliver")) return Fate.DELIVERED;
        if (action.startsWith("relay")) return Fate.RELAYED;
        if (action.startsWith("expand")) return Fate.EXPANDED;
        return group.first("status").orElse("").startsWith("2.") ? Fate.DELIVERED : Fate.FAILED;
    }

    /// In the field for it; else in the words beside.
    private String said(Fields group, String recipient) {
        return group.first("diagnostic-code")
                .map(DeliveryReport::untyped)
                .filter(value -> !value.isBlank())
                .or(() -> group.first("status")
                        .filter(value -> value.contains("("))
                        .map(value -> value.substring(value.indexOf('('))))
                .or(() -> named.stream()
                        .filter(each -> each.recipient().equalsIgnoreCase(recipient))
                        .map(Naming::said)
                        .findFirst())
                .orElse("");
    }

    private Saying saying(Fields group, String said, String recipient, boolean alone) {
        String place = String.join(" ", recipient, group.first("remote-mta").orElse(""), reporter)
                .toLowerCase(ROOT);
        Optional<String> status =
                group.first("status").flatMap(value -> Codes.in(value).status());
        Saying saying = Saying.of(said, place);
        saying = saying.with(new Codes(saying.code(), saying.status()).orStated(status));
        if (group.first("diagnostic-code").orElse("").toLowerCase(ROOT).startsWith("x-unix")) {
            saying = saying.byProgram();
        }
        return saying.point() == Point.SOMEWHERE
                ? saying.at(
                        Styles.SHIPPED.point(paragraphs.about(recipient, alone).toLowerCase(ROOT)))
                : saying;
    }

    /// Where the fields say too little, the words beside them do.
    private Reason reason(Fate fate, Saying saying, String recipient, boolean alone) {
        if (fate == Fate.DELIVERED || fate == Fate.RELAYED || fate == Fate.EXPANDED) {
            return Reason.DELIVERED;
        }
        Saying told = saying.inWords(paragraphs.about(recipient, alone));
        return Reasons.SHIPPED.of(saying, told, fate == Fate.DELAYED);
    }
}
