package dev.tidings.server.answer;

import java.util.List;
import java.util.Optional;

/// A notification in a list.
///
/// @param revision 64 hexadecimal digits
/// @param schedule in words
/// @param events   of other systems that fire it: `nats:orders.shipped`
/// @param next     its next instant; null when there is none
/// @param last     its latest occurrence; null when there was none
/// @param stopped  null unless it is stopped
public record NotificationLine(
        String id,
        String title,
        Optional<String> owner,
        String file,
        String revision,
        String schedule,
        List<String> events,
        String audience,
        Optional<Moment> next,
        Optional<OccurrenceAnswer> last,
        Optional<StopAnswer> stopped) {}
