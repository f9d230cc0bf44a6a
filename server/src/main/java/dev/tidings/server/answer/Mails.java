package dev.tidings.server.answer;

import dev.tidings.deliver.Lane;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.History.Which;
import dev.tidings.mail.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers about single mails.
///
/// @param notifications of the house they are from
record Mails(Notifications notifications, Suppressions suppressions, Vitals vitals) {
    /// What keeps mail from its address now is part of its story.
    private static final Set<State> LEFT_OUT = EnumSet.of(State.SUPPRESSED, State.BOUNCED, State.COMPLAINED);

    DeliveryDetail detail(DeliveryRecord record) {
        OccurrenceAnswer occurrence = history()
                .occurrence(record.occurrence().id())
                .map(occurrences()::answer)
                .orElseThrow(() -> new IllegalStateException("delivery " + record.id() + " has no occurrence"));
        List<AttemptAnswer> attempts =
                history().attempts(record.id()).stream().map(AttemptAnswer::of).toList();
        List<NoticeAnswer> notices =
                history().notices(record.id()).stream().map(NoticeAnswer::of).toList();
        DeliveryAnswer delivery = DeliveryAnswer.of(record);
        Afterwards afterwards = new Afterwards(attempts, notices, occurrences().house());
        Story story = new Story(delivery, occurrence, attempts, afterwards, today(record), teller());
        return new DeliveryDetail(
                delivery,
                occurrence,
                attempts,
                record.addressee().row().columns(),
                story.outcome(),
                story.told(),
                others(record).stream().map(DeliveryAnswer::of).toList(),
                notices);
    }

    private Story.Teller teller() {
        return new Story.Teller(occurrences().house(), occurrences().isShared());
    }

    private Story.Today today(DeliveryRecord record) {
        Optional<StopAnswer> stop = record.state().settled()
                ? Optional.empty()
                : notifications.stopped(record.occurrence().notification());
        Optional<Suppression> barred = barred(record);
        return new Story.Today(
                vitals.closed(Lane.road(record.progress().road())),
                stop,
                barred,
                barred.isPresent() ? Optional.empty() : lifted(record));
    }

    /// Of a copy, also when the person whose mail it is must not be mailed.
    private Optional<Suppression> barred(DeliveryRecord record) {
        if (!LEFT_OUT.contains(record.state())) {
            return Optional.empty();
        }
        List<Address> addresses =
                new ArrayList<>(List.of(Address.parse(record.addressee().address())));
        record.addressee().copy().ifPresent(copy -> addresses.add(copy.person().address()));
        return history().suppressed(record.occurrence().key().notification(), addresses).values().stream()
                .findFirst();
    }

    /// Who let its address be mailed again, last, since it was due.
    private Optional<SuppressionAnswer.Lifted> lifted(DeliveryRecord record) {
        if (!LEFT_OUT.contains(record.state())) {
            return Optional.empty();
        }
        String address = record.addressee().address();
        return suppressions.of(address, Which.EVER).stream()
                .flatMap(each -> each.lifted().stream())
                .filter(each -> !each.at().isBefore(record.progress().due()))
                .max(Comparator.comparing(SuppressionAnswer.Lifted::at));
    }

    /// The same mail for others: all its copies share a key with whose mail it is.
    List<DeliveryRecord> others(DeliveryRecord record) {
        String key = record.addressee().key();
        List<DeliveryRecord> others = new ArrayList<>();
        if (record.addressee().copy().isPresent()) {
            history().delivery(record.occurrence().trace().of(key)).ifPresent(others::add);
        }
        history().copies(record.occurrence().id(), key).stream()
                .filter(each -> each.id() != record.id())
                .forEach(others::add);
        return others;
    }

    private Occurrences occurrences() {
        return notifications.occurrences();
    }

    private History history() {
        return occurrences().history();
    }
}
