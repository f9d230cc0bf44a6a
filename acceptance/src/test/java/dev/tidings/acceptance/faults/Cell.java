package dev.tidings.acceptance.faults;

import dev.tidings.acceptance.faults.Laboratory.Bench;
import dev.tidings.contracts.Misdeed;
import dev.tidings.contracts.Script;
import dev.tidings.smtp.Timeouts;
import java.time.Duration;
import java.util.Locale;

/// One fault, and the verdict that facts and decisions ask for.
///
/// @param expected a word of [Fate]; with a `*` when it befalls those in flight behind, too
record Cell(Way way, Step step, Misdeed misdeed, String expected) {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    /// Of its road and its notification.
    String id() {
        return "%s-%s-%s".formatted(way, step, misdeed).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Script script() {
        return step.script(way, misdeed);
    }

    /// A step that will not end in time anyway is given little.
    Timeouts timeouts() {
        Timeouts patient = Timeouts.all(PATIENT);
        return misdeed.isSlow() ? patient.with(step.timed(way), SHORT) : patient;
    }

    Bench bench(int port) {
        String security = step == Step.STARTTLS
                ? "security: starttls\nca: " + Step.certificate().pem()
                : "security: none\nallow-clear-text-sign-in: loopback";
        return new Bench(id(), """
                smtp: smtp://localhost:%d
                %s
                user: user
                password: s3cret
                """.formatted(port, security).indent(4), timeouts());
    }

    boolean befallsAll() {
        return expected.endsWith("*");
    }

    String word() {
        return expected.replace("*", "");
    }
}
