package dev.tidings.feedback.mail;

import dev.tidings.feedback.Reason;
import java.util.Optional;

/// Why a mail failed, by what a server said, for whoever was told so otherwise than by a message. The rules are
/// those by which messages are read.
///
/// @param code   of the reply, `550`
/// @param status the enhanced one, `5.1.1`
/// @param reason empty where nothing is said that we know
public record ServerWords(Optional<Integer> code, Optional<String> status, Optional<Reason> reason) {
    /// A provider passes on what was answered to the recipient's name, unless the words say where they belong.
    ///
    /// @param said   the server's words
    /// @param status where it is told beside them; the words' own comes first
    /// @param code   likewise
    public static ServerWords of(String said, Optional<String> status, Optional<String> code) {
        return Effort.within(Effort.OF_WORDS, () -> read(said, status, code))
                .orElseGet(() -> new ServerWords(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static ServerWords read(String said, Optional<String> status, Optional<String> code) {
        Saying words = Saying.of(said, "");
        Codes beside = new Codes(
                code.flatMap(text -> Codes.in(text).code()),
                status.flatMap(text -> Codes.in(text).status()));
        Codes codes = new Codes(words.code(), words.status()).or(beside);
        Saying whole = words.with(codes).at(words.point() == Point.SOMEWHERE ? Point.RCPT : words.point());
        Optional<Reason> reason = Optional.of(Reasons.SHIPPED.of(whole)).filter(Reasons::isSaying);
        return new ServerWords(codes.code(), codes.status(), reason);
    }
}
