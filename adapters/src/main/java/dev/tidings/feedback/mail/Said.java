package dev.tidings.feedback.mail;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import java.util.Optional;

/// What is known of one recipient, before it is a notice.
record Said(Optional<String> recipient, Fate fate, Reason reason, Saying saying) {
    Notice notice(String words) {
        return new Notice(recipient, fate, reason, saying.status(), saying.code(), words);
    }
}
