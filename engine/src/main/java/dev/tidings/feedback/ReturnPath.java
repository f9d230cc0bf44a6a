package dev.tidings.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Address;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Trace;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Addresses to which mail comes back, each good for one attempt and signed: `bounces+…@example.com`. Who has not seen
/// the mail can make none, so nobody bounces a stranger's.
///
/// `version ▹ attempt ▹ trace ▹ tag`: the tag is the HMAC-SHA-256 of what stands before it, cut to 10 octets. It is
/// written in letters and digits of one case, since servers may change the case of what they return.
public final class ReturnPath {
    private static final byte VERSION = 1;
    private static final int TRACE_OCTETS = 16;
    private static final int TAG_OCTETS = 10;
    private static final int OCTETS = 1 + 2 + TRACE_OCTETS + TAG_OCTETS;
    private static final int ATTEMPT_MAX = 0xFFFF;

    private final String local;
    private final String domain;
    private final List<SecretKeySpec> keys;

    public ReturnPath(Bounces.Home home) {
        this.local = home.address().local();
        this.domain = home.address().domain();
        this.keys = home.keys().stream().map(ReturnPath::derived).toList();
    }

    /// Which mail came back.
    ///
    /// @param attempt which try to hand it over
    public record Origin(Trace trace, int attempt) {}

    /// Where one attempt's mail comes back to.
    public Address of(Trace trace, int attempt) {
        byte[] signed = ByteBuffer.allocate(OCTETS - TAG_OCTETS)
                .put(VERSION)
                .putShort((short) Math.min(attempt, ATTEMPT_MAX))
                .put(trace.octets())
                .array();
        byte[] whole = ByteBuffer.allocate(OCTETS)
                .put(signed)
                .put(tag(keys.getFirst(), signed))
                .array();
        return Address.parse(local + "+" + Base32.of(whole) + "@" + domain);
    }

    /// Empty when it is none of ours, somebody else made it, or anything of it was changed.
    public Optional<Origin> open(String address) {
        String plain = address.strip().toLowerCase(Locale.ROOT);
        String beginning = local.toLowerCase(Locale.ROOT) + "+";
        String end = "@" + domain.toLowerCase(Locale.ROOT);
        if (!plain.startsWith(beginning)
                || !plain.endsWith(end)
                || plain.length() < beginning.length() + end.length()) {
            return Optional.empty();
        }
        String written = plain.substring(beginning.length(), plain.length() - end.length());
        return Base32.octets(written)
                .filter(octets -> octets.length == OCTETS && octets[0] == VERSION)
                .filter(octets -> Base32.of(octets).equals(written))
                .flatMap(this::believed);
    }

    private Optional<Origin> believed(byte[] octets) {
        byte[] signed = Arrays.copyOf(octets, OCTETS - TAG_OCTETS);
        byte[] tag = Arrays.copyOfRange(octets, OCTETS - TAG_OCTETS, OCTETS);
        boolean genuine = false;
        for (SecretKeySpec key : keys) {
            genuine |= MessageDigest.isEqual(tag, tag(key, signed));
        }
        ByteBuffer fields = ByteBuffer.wrap(signed, 1, signed.length - 1);
        int attempt = Short.toUnsignedInt(fields.getShort());
        byte[] trace = new byte[TRACE_OCTETS];
        fields.get(trace);
        return genuine ? Optional.of(new Origin(Trace.of(trace), attempt)) : Optional.empty();
    }

    private static SecretKeySpec derived(Secret key) {
        byte[] octets = key.value().getBytes(UTF_8);
        return new SecretKeySpec(
                mac(new SecretKeySpec(octets, "HmacSHA256"), "tidings return path".getBytes(UTF_8)), "HmacSHA256");
    }

    private static byte[] tag(SecretKeySpec key, byte[] signed) {
        return Arrays.copyOf(mac(key, signed), TAG_OCTETS);
    }

    private static byte[] mac(SecretKeySpec key, byte[] octets) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(octets);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has HmacSHA256", impossible);
        }
    }
}
