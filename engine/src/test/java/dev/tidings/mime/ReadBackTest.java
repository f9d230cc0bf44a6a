package dev.tidings.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.mail.Message;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Other people's readers see in our bytes what we put there.
class ReadBackTest {
    private static final int ROUNDS = 500;

    @Test
    void angus_mail_reads_back_every_part_of_every_message() throws Exception {
        AngusReader angus = new AngusReader();
        Messages messages = new Messages(new Random(5322));
        for (int round = 0; round < ROUNDS; round++) {
            Message message = messages.next();
            byte[] bytes = Mime.write(message);
            assertThat(angus.read(bytes)).as("message %d", round).isEqualTo(Facts.of(message));
        }
    }

    @Test
    void python_reads_back_every_part_of_every_message() throws Exception {
        Optional<PythonReader> python = PythonReader.start();
        assumeTrue(python.isPresent(), "SKIPPED: no python3 on the PATH to read our messages back");
        Messages messages = new Messages(new Random(2047));
        try (PythonReader reader = python.get()) {
            for (int round = 0; round < ROUNDS / 3; round++) {
                Message message = messages.next();
                byte[] bytes = Mime.write(message);
                assertThat(reader.read(bytes)).as("message %d", round).isEqualTo(Facts.of(message));
            }
        }
    }

    @Test
    void every_message_obeys_the_rules_of_the_wire() {
        Messages messages = new Messages(new Random(998));
        for (int round = 0; round < ROUNDS; round++) {
            Message message = messages.next();
            byte[] bytes = Mime.write(message);
            WireRules.check(bytes);
            assertThat(Mime.write(message)).isEqualTo(bytes);
        }
    }
}
