package dev.tidings.server.show;

import dev.tidings.ledger.TranscriptRecord;
import dev.tidings.smtp.Answer;
import dev.tidings.smtp.EnhancedCode;
import dev.tidings.smtp.Line;
import dev.tidings.smtp.Line.Kind;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What mail servers said in the past.
final class ShowTalk {
    private ShowTalk() {}

    static Answer answer(Verb at, int code, String enhanced, String text, long millis) {
        Optional<EnhancedCode> codes =
                enhanced.isEmpty() ? Optional.empty() : Optional.of(EnhancedCode.parse(enhanced));
        return new Answer(at, new Reply(code, codes, text), Duration.ofMillis(millis));
    }

    static List<Answer> greylisting() {
        return List.of(
                answer(Verb.MAIL, 250, "2.1.0", "Ok", 38),
                answer(Verb.RCPT, 451, "4.7.1", "Greylisted; try again in 300 seconds", 1120),
                answer(Verb.DATA, 554, "5.5.1", "Error: no valid recipients", 0));
    }

    static TranscriptRecord transcript(long delivery) {
        return new TranscriptRecord(
                delivery,
                1,
                List.of(
                        line(31, Kind.NOTED, "connected to 192.0.2.25 port 587"),
                        line(64, Kind.RECEIVED, "220 mx.example.com ESMTP " + ShowHouse.AWKWARD),
                        line(64, Kind.SENT, "EHLO house.example"),
                        line(97, Kind.RECEIVED, "250-mx.example.com"),
                        line(97, Kind.RECEIVED, "250-PIPELINING"),
                        line(97, Kind.RECEIVED, "250-AUTH PLAIN LOGIN"),
                        line(97, Kind.RECEIVED, "250 STARTTLS"),
                        line(98, Kind.SENT, "STARTTLS"),
                        line(130, Kind.RECEIVED, "220 2.0.0 Ready to start TLS"),
                        line(201, Kind.NOTED, "TLSv1.3 TLS_AES_256_GCM_SHA384"),
                        line(202, Kind.SENT, "AUTH PLAIN …"),
                        line(260, Kind.RECEIVED, "235 2.7.0 Authentication successful"),
                        line(261, Kind.SENT, "MAIL FROM:<reports@example.com>"),
                        line(261, Kind.SENT, "RCPT TO:<ann@example.com>"),
                        line(261, Kind.SENT, "DATA"),
                        line(299, Kind.RECEIVED, "250 2.1.0 Ok"),
                        line(1419, Kind.RECEIVED, "451 4.7.1 Greylisted; try again in 300 seconds"),
                        line(1419, Kind.RECEIVED, "554 5.5.1 Error: no valid recipients")));
    }

    private static Line line(long millis, Kind kind, String text) {
        return new Line(Duration.ofMillis(millis), kind, text);
    }
}
