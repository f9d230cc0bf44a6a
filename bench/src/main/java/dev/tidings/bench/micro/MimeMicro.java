package dev.tidings.bench.micro;

import dev.tidings.bench.peer.AngusMime;
import dev.tidings.bench.peer.HandMime;
import dev.tidings.bench.peer.Mail;
import dev.tidings.bench.peer.PebbleWording;
import dev.tidings.bench.peer.Person;
import dev.tidings.mail.Address;
import dev.tidings.mail.Body;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import dev.tidings.mime.Mime;
import jakarta.mail.Session;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A mail of 5 KB, from its texts to its octets.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MimeMicro {
    private final Mail mail = worded();
    private final AngusMime angus = new AngusMime(Session.getInstance(new Properties()));
    private final Mailbox from = new Mailbox(Mail.FROM_NAME, Address.parse(Mail.FROM));
    private final Mailbox to =
            new Mailbox(mail.to().name(), Address.parse(mail.to().email()));
    private final OffsetDateTime date = OffsetDateTime.of(2026, 11, 23, 9, 0, 0, 0, ZoneOffset.UTC);

    private static Mail worded() {
        try {
            return new PebbleWording().to(new Person(1, "Person 1", "person1@example.org", 1, 1));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Benchmark
    public byte[] tidings() {
        return Mime.write(new Message(
                new MessageId("<66f0639fdae398a10e6af918e0d581af@example.com>"),
                date,
                Correspondents.of(from, to),
                mail.subject(),
                Body.html(mail.text(), mail.html()),
                List.of(),
                List.of()));
    }

    @Benchmark
    public byte[] byHand() {
        return HandMime.octets(mail);
    }

    @Benchmark
    public byte[] angus() throws Exception {
        return angus.octets(mail);
    }

    @Benchmark
    @Fork(
            value = 1,
            jvmArgsAppend = "-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider")
    public byte[] angusWithItsProperty() throws Exception {
        return angus.octets(mail);
    }
}
