package dev.tidings.server.answer;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.mail.Address;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A suppression as a program says or hears it: all but the address may be left out.
///
/// @param notification the one it is about; all of them when null
/// @param reason       `manual` when null
/// @param source       `api` when null
/// @param since        now when null
/// @param expires      for good when null
public record SuppressionEntry(
        @Nullable String address,
        @Nullable String notification,
        @Nullable String reason,
        @Nullable String source,
        @Nullable String by,
        @Nullable String note,
        @Nullable Instant since,
        @Nullable Instant expires) {

    public static SuppressionEntry of(Suppression suppression) {
        return new SuppressionEntry(
                suppression.address().toString(),
                suppression.notification().orElse(null),
                suppression.reason().word(),
                suppression.act().source(),
                suppression.act().by(),
                suppression.act().note(),
                suppression.since(),
                suppression.expires().orElse(null));
    }

    /// @throws IllegalArgumentException in a sentence, when it says what no suppression can
    public Suppression suppression(Instant now) {
        return new Suppression(
                Address.parse(or(address, "")),
                Optional.ofNullable(notification),
                Reason.of(or(reason, Reason.MANUAL.word())),
                new Act(or(source, "api"), or(by, ""), or(note, "")),
                Optional.ofNullable(since).orElse(now),
                Optional.ofNullable(expires));
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
