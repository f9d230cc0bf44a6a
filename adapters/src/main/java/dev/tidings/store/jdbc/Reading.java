package dev.tidings.store.jdbc;

import dev.tidings.audience.CopyOf;
import dev.tidings.audience.Recipient;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Finish;
import dev.tidings.ledger.HandedOver;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.SuppressionRecord.Lift;
import dev.tidings.ledger.Tally;
import dev.tidings.ledger.TranscriptRecord;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Trace;
import dev.tidings.smtp.Answer;
import dev.tidings.smtp.EnhancedCode;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Rows as values.
public final class Reading {
    private static final List<State> COUNTED = List.of(
            State.WAITING,
            State.ACCEPTED,
            State.FAILED,
            State.HELD,
            State.SUPPRESSED,
            State.SKIPPED,
            State.EXPIRED,
            State.CANCELLED,
            State.BOUNCED,
            State.COMPLAINED);

    private Reading() {}

    /// Of a row of `occurrence`.
    public static Occurrence occurrence(ResultSet row) throws SQLException {
        return occurrence(row, row.getLong("id"));
    }

    public static Occurrence occurrence(ResultSet row, long id) throws SQLException {
        return new Occurrence(
                id,
                new Occurrence.Key(
                        row.getString("notification"), instant(row, "instant"), Cause.of(row.getString("cause"))),
                stage(row),
                new Revision(row.getString("revision")),
                new Occurrence.Period(instant(row, "period_from"), instant(row, "period_to")),
                instant(row, "fired_at"),
                Optional.ofNullable(row.getString("only_to")));
    }

    /// Of a row that has the column `stage`.
    public static Stage stage(ResultSet row) throws SQLException {
        return Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT));
    }

    public static HandedOver handedOver(ResultSet row) throws SQLException {
        return new HandedOver(
                row.getString("notification"),
                row.getString("transport"),
                row.getString("domain"),
                row.getLong("count"));
    }

    public static OccurrenceRecord occurrenceRecord(ResultSet row) throws SQLException {
        return new OccurrenceRecord(
                occurrence(row),
                Standing.of(row.getString("standing")),
                row.getString("why"),
                tally(row),
                optionalInstant(row, "finished_at"),
                new OccurrenceRecord.By(row.getString("fired_by"), Optional.ofNullable(row.getString("drawn_by"))));
    }

    public static Finish finish(ResultSet row) throws SQLException {
        return new Finish(row.getLong("finish"), occurrenceRecord(row), row.getString("finished_by"));
    }

    private static Tally tally(ResultSet row) throws SQLException {
        Map<State, Long> counts = new EnumMap<>(State.class);
        long people = 0;
        for (State state : COUNTED) {
            long count = row.getLong(state.word());
            if (count > 0) counts.put(state, count);
            people += count;
        }
        return new Tally(counts, Math.max(0, row.getLong("seen") - people));
    }

    /// Of a row of `delivery_record`.
    public static DeliveryRecord deliveryRecord(ResultSet row) throws SQLException {
        return new DeliveryRecord(
                row.getLong("id"),
                occurrence(row, row.getLong("occurrence")),
                Trace.of(row.getBytes("trace")),
                new DeliveryRecord.Addressee(
                        row.getString("key"),
                        row.getString("address"),
                        row.getString("name"),
                        RowJson.row(row.getString("columns")),
                        copy(row)),
                new DeliveryRecord.Progress(
                        row.getInt("attempts"),
                        row.getString("road"),
                        instant(row, "due"),
                        instant(row, "not_before"),
                        instant(row, "expires"),
                        optionalInstant(row, "settled_at"),
                        row.getBoolean("may_have_arrived"),
                        row.getBoolean("possible_duplicate")),
                State.of(row.getString("state")),
                row.getString("why"));
    }

    /// Of a row of `person`.
    public static Recipient recipient(ResultSet row) throws SQLException {
        return new Recipient(
                row.getString("key"),
                new Mailbox(row.getString("name"), Address.parse(row.getString("address"))),
                Optional.ofNullable(row.getString("locale")).map(Locale::forLanguageTag),
                Optional.ofNullable(row.getString("zone")).map(ZoneId::of),
                RowJson.row(row.getString("columns")),
                copy(row));
    }

    private static Optional<CopyOf> copy(ResultSet row) throws SQLException {
        String kind = row.getString("copy");
        if (kind == null) return Optional.empty();
        Mailbox person = new Mailbox(row.getString("of_name"), Address.parse(row.getString("of_address")));
        return Optional.of(new CopyOf(CopyOf.Kind.of(kind), person));
    }

    public static AttemptRecord attempt(ResultSet row) throws SQLException {
        int code = row.getInt("code");
        return new AttemptRecord(
                row.getLong("id"),
                row.getLong("delivery"),
                row.getInt("number"),
                new AttemptRecord.By(row.getString("transport"), row.getString("node"), revision(row)),
                new AttemptRecord.Times(instant(row, "at"), Duration.ofMillis(row.getLong("took"))),
                new AttemptRecord.Said(
                        row.getString("outcome"),
                        verb(row),
                        code == 0 ? Optional.empty() : Optional.of(code),
                        Optional.ofNullable(row.getString("enhanced")),
                        row.getString("said"),
                        answers(row)),
                row.getString("state"));
    }

    /// What a server accepted it accepted at end-of-data; the row does not repeat it.
    private static Optional<String> verb(ResultSet row) throws SQLException {
        boolean accepted = row.getString("outcome").equals("accepted") && row.getObject("waited") != null;
        return accepted ? Optional.of(Verb.END_OF_DATA.word()) : Optional.ofNullable(row.getString("verb"));
    }

    private static List<Answer> answers(ResultSet row) throws SQLException {
        String replies = row.getString("replies");
        if (replies != null) return AnswersJson.read(replies);
        long waited = row.getLong("waited");
        if (row.wasNull()) return List.of();
        Optional<EnhancedCode> enhanced =
                Optional.ofNullable(row.getString("enhanced")).map(EnhancedCode::parse);
        Reply reply = new Reply(row.getInt("code"), enhanced, row.getString("said"));
        return List.of(new Answer(Verb.of(verb(row).orElseThrow()), reply, Duration.ofMillis(waited)));
    }

    /// Of a row of `transcript`.
    public static TranscriptRecord transcript(ResultSet row) throws SQLException {
        return new TranscriptRecord(
                row.getLong("delivery"), row.getInt("number"), TranscriptJson.read(row.getString("lines")));
    }

    public static JournalEntry journalEntry(ResultSet row) throws SQLException {
        Optional<AttemptRecord> attempt =
                row.getObject("number") == null ? Optional.empty() : Optional.of(attempt(row));
        return new JournalEntry(
                row.getLong("id"),
                row.getLong("delivery"),
                instant(row, "at").plusMillis(row.getLong("took")),
                State.of(row.getString("state")),
                row.getString("why"),
                attempt);
    }

    /// Of a row of `suppression`.
    public static SuppressionRecord suppressionRecord(ResultSet row) throws SQLException {
        Optional<Instant> lifted = optionalInstant(row, "lifted_at");
        return new SuppressionRecord(
                row.getLong("id"),
                suppression(row),
                instant(row, "noted"),
                lifted.isEmpty() ? Optional.empty() : Optional.of(new Lift(lifted.get(), act(row, "lifted_"))));
    }

    public static Suppression suppression(ResultSet row) throws SQLException {
        return new Suppression(
                Address.parse(row.getString("address")),
                Optional.of(row.getString("notification")).filter(each -> !each.isEmpty()),
                Reason.of(row.getString("reason")),
                act(row, ""),
                instant(row, "since"),
                optionalInstant(row, "expires"));
    }

    private static Act act(ResultSet row, String of) throws SQLException {
        return new Act(
                row.getString(of + "source"),
                row.getString(of.isEmpty() ? "done_by" : of + "by"),
                row.getString(of + "note"));
    }

    public static Composed kept(ResultSet row) throws SQLException {
        return new Composed(
                Address.parse(row.getString("sender")),
                Address.parse(row.getString("receiver")),
                row.getString("subject"),
                row.getBytes("content"),
                revision(row));
    }

    private static Optional<Revision> revision(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("revision")).map(Revision::new);
    }

    /// Of a column of milliseconds, or of a time.
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return optionalInstant(row, column).orElseThrow();
    }

    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return switch (row.getObject(column)) {
            case null -> Optional.empty();
            case Timestamp time -> Optional.of(time.toInstant());
            case Number millis -> Optional.of(Instant.ofEpochMilli(millis.longValue()));
            case Object other -> throw new IllegalStateException(column + " is no time: " + other);
        };
    }

    /// Of a row that counts what was handed over, and what of it came back.
    public static Tally returnedOf(ResultSet row) throws SQLException {
        return Tally.ofReturned(row.getLong("handed_over"), row.getLong("bounced"), row.getLong("complained"));
    }
}
