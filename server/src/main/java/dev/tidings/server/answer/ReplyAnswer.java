package dev.tidings.server.answer;

import dev.tidings.smtp.Answer;
import java.util.Optional;

/// A reply that was heard at an attempt.
///
/// @param verb     the step that was answered: `mail`, `rcpt`, `data`, `end-of-data`; of a connection that could
///                 not be had, `greeting`, `ehlo`, `starttls` or `auth`
/// @param code     three digits
/// @param enhanced `4.7.1` (RFC 3463)
/// @param text     its lines, without codes
/// @param millis   how long the server took for it
public record ReplyAnswer(String verb, int code, Optional<String> enhanced, String text, long millis) {

    static ReplyAnswer of(Answer answer) {
        return new ReplyAnswer(
                answer.at().word(),
                answer.reply().code(),
                answer.reply().enhanced().map(Object::toString),
                answer.reply().text(),
                answer.waited().toMillis());
    }

    /// The server went along.
    public boolean good() {
        return code / 100 == 2 || code / 100 == 3;
    }

    /// As the server said it.
    public String said() {
        return (code + " " + enhanced.map(each -> each + " ").orElse("") + text).strip();
    }
}
