package dev.tidings.server.answer;

import java.util.Optional;

/// What somebody told, and the mail that it is about.
///
/// @param delivery null when nobody knows which it is
public record ReturnedMail(NoticeAnswer notice, Optional<DeliveryAnswer> delivery) {
    /// Whom people see: the mail's recipient; else whoever is named in what was told.
    public String who() {
        return delivery.map(DeliveryAnswer::who)
                .or(() -> notice.recipient().map(Addressed::shown))
                .orElse("nobody is named");
    }
}
