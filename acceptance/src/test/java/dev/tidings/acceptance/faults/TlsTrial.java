package dev.tidings.acceptance.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.ScriptedServer;
import dev.tidings.deliver.Breaker.Closed;
import dev.tidings.event.Event.Attempted;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One fault of TLS, end to end: mail is due, waits for the road, is tried again and still waits, at no cost, and
/// nothing that matters was said in clear text, or to somebody who is not believed.
final class TlsTrial {
    private static final Pattern COMMAND = Pattern.compile("(?m)^([A-Z]{4,8})(?= |\r)");
    private static final List<String> FORBIDDEN =
            List.of("AUTH", "MAIL FROM", "RCPT TO", "DATA", "eyes only", "s3cret");

    private final Laboratory laboratory;
    private final String id;
    private final String expected;
    private final ScriptedServer server;
    private final List<String> misses = new ArrayList<>();

    TlsTrial(Laboratory laboratory, String id, String expected, ScriptedServer server) {
        this.laboratory = laboratory;
        this.id = id;
        this.expected = expected;
        this.server = server;
    }

    Finding run() {
        laboratory.fire(id);
        awaitAttempts(1);
        String trouble = laboratory
                .closed(id)
                .map(Closed::trouble)
                .map(each -> each.word())
                .orElse("open");
        require(trouble.equals(expected), "the road is closed for: " + trouble);
        laboratory.open(id);
        laboratory.passTime(id);
        awaitAttempts(2);
        require(all().stream().allMatch(TlsTrial::costsNothing), "it cost a retry");
        judgeWhatWasSaid();
        await().until(() -> server.openConnections() == 0 && Leaks.sockets(server.port()) == 0);
        return new Finding("%s (%s)".formatted(trouble, saidInClear()), misses);
    }

    /// The first one's failure closes the road, so nobody else tries.
    private void awaitAttempts(int count) {
        await().until(() -> all().size() == count && laboratory.closed(id).isPresent());
    }

    private List<Attempted> all() {
        return Person.together().stream()
                .flatMap(person -> laboratory.attempts(id, person).stream())
                .toList();
    }

    private static boolean costsNothing(Attempted attempted) {
        return List.of("rest", "sign-in").contains(Fate.of(attempted))
                && attempted.claim().progress().retries() == 0;
    }

    private void judgeWhatWasSaid() {
        String clear = server.heardInClear();
        for (String forbidden : FORBIDDEN) {
            String encoded = Base64.getEncoder().encodeToString(forbidden.getBytes(UTF_8));
            require(!clear.contains(forbidden) && !clear.contains(encoded), forbidden + " was said in clear text");
        }
        require(
                server.commands().stream().noneMatch(line -> line.matches("(?i)(AUTH|MAIL|RCPT|DATA|BDAT).*")),
                "it was believed: " + server.commands());
        require(server.mails().isEmpty(), "a mail was taken");
    }

    private String saidInClear() {
        String said = COMMAND.matcher(server.heardInClear())
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(Collectors.joining(" "));
        return said.isEmpty() ? "nothing" : said;
    }

    private void require(boolean kept, String otherwise) {
        if (!kept) {
            misses.add(otherwise);
        }
    }
}
