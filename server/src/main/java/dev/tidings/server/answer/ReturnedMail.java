package dev.tidings.server.answer;

import java.util.Optional;

/// What somebody told, and the mail that it is about.
///
/// @param delivery null when nobody knows which it is
public record ReturnedMail(NoticeAnswer notice, Optional<DeliveryAnswer> delivery) {
    /// Whom people see: the mail's recipient, and who else is named in what was told; else whoever is.
    public String who() {
        return delivery.map(each -> each.who()
                        + notice.named(each)
                                .map(other -> " (told of %s)".formatted(Addressed.shown(other)))
                                .orElse(""))
                .or(() -> notice.recipient().map(Addressed::shown))
                .orElse("nobody is named");
    }
}
