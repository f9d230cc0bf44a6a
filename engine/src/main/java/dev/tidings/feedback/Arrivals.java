package dev.tidings.feedback;

import dev.tidings.mail.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes arrivals of messages, whichever way they come in. The same octets are the same event, however often
/// they come.
public final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final Function<byte[], Report> reading;
    private final InstantSource clock;

    /// @param reading what a raw message says
    public Arrivals(Function<byte[], Report> reading, InstantSource clock) {
        this.reading = reading;
        this.clock = clock;
    }

    /// One that came just now, once for each to whom its envelope was addressed: the same words to another address
    /// are about another mail.
    ///
    /// @param hash   SHA-256 of all its octets
    /// @param octets of a long one its beginning
    public List<Arrival> now(String source, byte[] hash, byte[] octets, List<String> comeTo) {
        Instant now = clock.instant();
        Report report = read(id(hash), octets);
        return comeTo.stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .distinct()
                .map(each -> arrival(source, id(to(each, hash)), now, addressed(report, each), octets))
                .toList();
    }

    private static byte[] to(String address, byte[] hash) {
        MessageDigest digest = Sha256.fresh();
        digest.update(hash);
        return digest.digest(address.getBytes(StandardCharsets.UTF_8));
    }

    /// One that has been lying somewhere.
    ///
    /// @param at when it came there; a time to come is not believed
    public Arrival since(Instant at, String source, byte[] octets) {
        Instant now = clock.instant();
        String id = id(Sha256.of(octets));
        return arrival(source, id, at.isBefore(now) ? at : now, read(id, octets), octets);
    }

    private static String id(byte[] hash) {
        return "sha-256:" + HexFormat.of().formatHex(hash);
    }

    private static Arrival arrival(String source, String id, Instant at, Report report, byte[] octets) {
        byte[] original = octets.length <= Arrival.ORIGINAL_MAX ? octets : Arrays.copyOf(octets, Arrival.ORIGINAL_MAX);
        return new Arrival(source, id, at, report, original);
    }

    /// What cannot be read is kept all the same, for people to look at, and holds up nothing.
    private Report read(String id, byte[] octets) {
        try {
            return reading.apply(octets);
        } catch (RuntimeException | StackOverflowError mistake) {
            LOG.error("message {} cannot be read; it is kept unread", id, mistake);
            return Report.other(Clues.NONE);
        }
    }

    private static Report addressed(Report report, String comeTo) {
        Clues clues = report.clues();
        List<String> all =
                Stream.concat(Stream.of(comeTo), clues.comeTo().stream()).toList();
        return new Report(
                report.kind(),
                report.notices(),
                new Clues(all, clues.envelopeId(), clues.traces(), clues.messageIds()));
    }
}
