package dev.tidings.server.answer;

import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import dev.tidings.notification.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds out what became of a mail, or why there was none.
record Explain(Mails mails, Suppressions suppressions, Occurrences occurrences) {
    private static final int MAILS_MAX = 50;
    private static final int WITHOUT_MAX = 20;
    private static final int FAILURES_MAX = 1000;

    Explained of(String asked) {
        String text = asked.strip();
        Optional<Trace> trace = Trace.in(text);
        if (trace.isPresent()) {
            return traced(text, history().delivery(trace.get()));
        }
        if (text.matches("#?\\d{1,18}")) {
            List<DeliveryRecord> theirs = text.startsWith("#") ? List.of() : byKey(text);
            Optional<DeliveryRecord> numbered = history().delivery(Long.parseLong(text.replace("#", "")));
            return numbered.isEmpty() && !theirs.isEmpty()
                    ? found(text, "address", theirs)
                    : one(text, "delivery", numbered);
        }
        if (isAddress(text)) {
            return address(text);
        }
        List<DeliveryRecord> theirs = byKey(text);
        return theirs.isEmpty() ? nothing(text) : found(text, "address", theirs);
    }

    /// Somebody whose row made no recipient has no address to be asked for by; such rows have failed.
    private List<DeliveryRecord> byKey(String key) {
        return history().failures(Page.first(FAILURES_MAX)).stream()
                .filter(each -> each.addressee().key().equals(key))
                .toList();
    }

    /// A Message-ID carries the trace of a person's own mail, and all copies of it have the same.
    private Explained traced(String text, Optional<DeliveryRecord> found) {
        Optional<DeliveryRecord> own =
                found.filter(record -> record.addressee().copy().isEmpty());
        if (own.isEmpty()) {
            return one(text, "trace", found);
        }
        List<DeliveryRecord> copies = new ArrayList<>(List.of(own.get()));
        copies.addAll(mails.others(own.get()));
        return found(text, "trace", copies);
    }

    private Explained one(String text, String kind, Optional<DeliveryRecord> found) {
        return found.map(record -> found(text, kind, List.of(record))).orElseGet(() -> {
            String why = kind.equals("trace")
                    ? "No mail with this trace is on record here: it is of another house, or was never due." + memory()
                    : "There is no delivery with this number." + memory();
            return new Explained(text, kind, why, List.of(), List.of());
        });
    }

    /// An address, or whatever stood in a row where one should have been.
    private Explained address(String text) {
        List<DeliveryRecord> records = history().to(text, Page.first(MAILS_MAX));
        return records.isEmpty() ? never(text) : found(text, "address", records);
    }

    private Explained found(String text, String kind, List<DeliveryRecord> records) {
        List<DeliveryDetail> mails = records.stream().map(mails()::detail).toList();
        Set<String> theirs =
                records.stream().map(each -> each.occurrence().notification()).collect(Collectors.toSet());
        List<Explained.Without> without = kind.equals("address") ? without(theirs) : List.of();
        boolean told = mails.getFirst().delivery().state().equals(State.SUPPRESSED.word());
        String barred = kind.equals("address") && !told ? barred(text) : "";
        return new Explained(text, kind, summary(kind, mails) + barred, mails, without);
    }

    private static String summary(String kind, List<DeliveryDetail> mails) {
        DeliveryDetail latest = mails.getFirst();
        String last = latest.outcome();
        if (mails.size() == 1) {
            return "One mail, of %s. %s".formatted(latest.delivery().notification(), last);
        }
        if (kind.equals("trace")) {
            String copies = mails.size() == 2 ? "a copy" : mails.size() - 1 + " copies";
            return "One mail, of %s, and %s of it. %s"
                    .formatted(latest.delivery().notification(), copies, last);
        }
        String count = mails.size() == MAILS_MAX ? "The latest " + MAILS_MAX + " mails" : mails.size() + " mails";
        return "%s; the latest is of %s. %s".formatted(count, latest.delivery().notification(), last);
    }

    /// The latest instants of these notifications at which nobody was sent anything.
    private List<Explained.Without> without(Set<String> notifications) {
        Set<Standing> unsent = EnumSet.of(Standing.MISSED, Standing.SKIPPED);
        return notifications.stream()
                .flatMap(each -> history().occurrences(Optional.of(each), unsent, Page.first(WITHOUT_MAX)).stream())
                .sorted(Comparator.comparing(
                                (OccurrenceRecord each) -> each.occurrence().id())
                        .reversed())
                .limit(WITHOUT_MAX)
                .map(this::without)
                .toList();
    }

    private Explained.Without without(OccurrenceRecord record) {
        OccurrenceAnswer answer = occurrences.answer(record);
        String due =
                "%s was due on %s".formatted(answer.notification(), answer.due().inWords());
        String why = switch (record.standing()) {
            case MISSED -> due + " and was missed: " + answer.why() + ". Nobody was sent it.";
            case SKIPPED -> due + " and was skipped: " + answer.why() + ". Nobody was sent it.";
            case DUE, EXPANDING ->
                due + "; its audience is not drawn in full yet" + (answer.why().isEmpty() ? "." : ": " + answer.why());
            case FINISHED, SENDING, CANCELLED ->
                answer.why().isEmpty()
                        ? due
                                + "; its audience of %,d did not have this address."
                                        .formatted(answer.tally().people())
                        : due + "; its audience could not be drawn: " + answer.why();
        };
        return new Explained.Without(answer, why);
    }

    private Explained never(String text) {
        List<Explained.Without> without =
                history().occurrences(Optional.empty(), Set.of(), Page.first(WITHOUT_MAX)).stream()
                        .filter(each -> each.occurrence().only().isEmpty())
                        .map(this::without)
                        .toList();
        String summary = without.isEmpty()
                ? "No mail to this address was ever due: nothing has been fired yet."
                : "No mail to this address was ever due: it was in no audience that is on record." + memory();
        return new Explained(text, "address", summary + barred(text), List.of(), without);
    }

    /// What keeps mail from an address now, in sentences with a space before each.
    private String barred(String address) {
        return suppressions.of(address, Which.HOLDING).stream()
                .map(each -> " It gets no %s: %s (%s)."
                        .formatted(
                                each.notification().map(id -> "mail of " + id).orElse("mail at all"),
                                each.why(),
                                each.source()))
                .collect(Collectors.joining());
    }

    /// For how long something is on record, as a sentence with a space before it; nothing where that is for
    /// ever.
    private String memory() {
        return occurrences
                .workspace()
                .settings()
                .retention()
                .time()
                .map(time -> " What ended more than " + InWords.brief(time) + " ago is not on record any more.")
                .orElse("");
    }

    private static Explained nothing(String text) {
        String summary = text.isEmpty()
                ? "Ask for an address, a key, a Message-ID, a trace id or a delivery's number."
                : "This is neither an address, the key of somebody who failed, a Message-ID, a trace id nor a delivery's number.";
        return new Explained(text, "nothing", summary, List.of(), List.of());
    }

    private boolean isAddress(String text) {
        try {
            Address.parse(text);
            return true;
        } catch (MalformedAddress mistake) {
            return !text.isEmpty() && !history().to(text, Page.first(1)).isEmpty();
        }
    }

    private History history() {
        return occurrences.history();
    }
}
