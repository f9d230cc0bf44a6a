package dev.tidings.smtp;

import java.util.List;

/// Where a conversation takes its letters from.
public interface Mailbag {
    /// Letters that are there at this moment, without waiting for more; none when the bag is empty.
    ///
    /// @param most at least 1
    List<Letter> next(int most);

    /// Asked once for each letter of a conversation, right before the octets that may make the server take
    /// responsibility are written. May block as long as a server waits for content (RFC 5321 §4.5.3.2: ten
    /// minutes; some wait less).
    ///
    /// @return those that may be ended; of the others nothing is accepted, and they hear [Handover.Withheld]
    List<Letter> mayEnd(List<Letter> letters);
}
