package dev.tidings.server.answer;

import dev.tidings.deliver.Transcripts;
import dev.tidings.deliver.Wanted;
import java.time.Instant;
import java.util.Optional;

/// Whose conversations are written down word by word: of all that is named.
///
/// @param delivery the next attempt of one mail
/// @param until    then it ends
/// @param left     or after so many conversations more
public record WantedAnswer(
        Optional<String> transport,
        Optional<String> notification,
        Optional<String> to,
        Optional<Long> delivery,
        Instant until,
        int left) {

    public static WantedAnswer of(Transcripts.Standing standing) {
        Wanted wanted = standing.wanted();
        return new WantedAnswer(
                wanted.transport(),
                wanted.notification(),
                wanted.to().map(Object::toString),
                wanted.delivery(),
                standing.until(),
                standing.left());
    }

    /// `transport main, to ann@example.com`
    public String words() {
        String words = transport.map(each -> ", transport " + each).orElse("")
                + notification.map(each -> ", notification " + each).orElse("")
                + to.map(each -> ", to " + Addressed.shown(each)).orElse("")
                + delivery.map(each -> ", the next attempt of delivery " + each).orElse("");
        return words.substring(2);
    }
}
