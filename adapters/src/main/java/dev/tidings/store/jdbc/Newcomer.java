package dev.tidings.store.jdbc;

import dev.tidings.audience.CopyOf;
import dev.tidings.audience.Drawn;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.deliver.State;
import dev.tidings.ledger.Entry;
import dev.tidings.notification.Occurrence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A row of an audience as it is written down. Made by whoever draws, so that the writer only writes.
///
/// @param columns of the row, as JSON
public record Newcomer(byte[] trace, Timing timing, Person person, State state, String why, String columns) {
    /// @param road that it waits for
    public record Timing(String road, Instant due, Instant expires) {
        public long span() {
            return expires.toEpochMilli() - due.toEpochMilli();
        }
    }

    public record Person(
            String key,
            String name,
            String address,
            Optional<String> locale,
            Optional<String> zone,
            Optional<CopyOf> copy) {}

    public static List<Newcomer> all(Occurrence occurrence, List<Entry> page) {
        return page.stream().map(entry -> of(occurrence, entry)).toList();
    }

    private static Newcomer of(Occurrence occurrence, Entry entry) {
        byte[] trace = entry.trace(occurrence).octets();
        Timing timing = new Timing(entry.road(), entry.due(), entry.expires());
        return switch (entry.drawn()) {
            case Drawn.Person(Recipient recipient) ->
                new Newcomer(trace, timing, person(recipient), State.WAITING, "", columns(recipient.row()));
            case Drawn.Misfit misfit ->
                new Newcomer(trace, timing, person(misfit), State.FAILED, misfit.why(), columns(misfit.row()));
        };
    }

    private static Person person(Recipient recipient) {
        return new Person(
                recipient.key(),
                recipient.mailbox().name(),
                recipient.mailbox().address().toString(),
                recipient.locale().map(Locale::toLanguageTag),
                recipient.zone().map(Object::toString),
                recipient.copy());
    }

    private static Person person(Drawn.Misfit misfit) {
        return new Person(misfit.key(), "", misfit.text(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String columns(Row row) {
        return RowJson.of(row);
    }

    /// The row makes a recipient.
    public boolean isFit() {
        return state == State.WAITING;
    }
}
