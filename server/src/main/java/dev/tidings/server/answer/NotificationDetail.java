package dev.tidings.server.answer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A notification with all that it declares.
///
/// @param schedule in words
/// @param zone     in which its times are shown
/// @param next     its next ten instants
/// @param last     its latest occurrences, newest first
/// @param stopped  null unless it is stopped
public record NotificationDetail(
        String id,
        String title,
        Optional<String> owner,
        String file,
        String revision,
        String schedule,
        String zone,
        Optional<String> late,
        Optional<String> spread,
        List<Moment> next,
        String audience,
        Content content,
        Delivery delivery,
        List<OccurrenceAnswer> last,
        Optional<StopAnswer> stopped) {

    /// @param parts  part of the mail → language (`""` for everyone else) → file
    /// @param data   names of the further rows
    /// @param attach files that go along
    public record Content(
            String template, Map<String, Map<String, String>> parts, List<String> data, List<String> attach) {}

    /// @param cc            who gets a copy, as it is written: a mailbox, or columns that make one
    /// @param by            its transports
    /// @param route         in which order, or by which shares, in words
    /// @param retry         in words
    /// @param whenUncertain in words
    /// @param marked        headers of its own, `name: value` each
    /// @param dsn           in words
    /// @param unsubscribe   in words
    /// @param bounces       whom mail that comes back has left out, in words
    /// @param stopWhen      `bounces > 5%`; empty when it never stops by itself
    public record Delivery(
            String from,
            Optional<String> replyTo,
            List<String> cc,
            List<String> bcc,
            List<String> by,
            String route,
            String retry,
            String whenUncertain,
            List<String> marked,
            Optional<String> dsn,
            String unsubscribe,
            String bounces,
            List<String> stopWhen) {}
}
