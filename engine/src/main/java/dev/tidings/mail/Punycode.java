package dev.tidings.mail;

import java.util.Optional;

/// Unicode labels as ASCII (RFC 3492). Names follow the RFC: a *delta* says how far the decoder walks to the
/// next insertion, the *bias* adapts how many digits a delta takes.
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    /// Labels are at most 63 octets once encoded, so anything longer than this cannot be one; it also keeps
    /// the arithmetic far from overflow.
    private static final int INPUT_MAX = 255;

    static String encode(String label) {
        int[] points = label.codePoints().toArray();
        if (points.length > INPUT_MAX) throw new MalformedAddress("a label of the domain is too long");
        StringBuilder out = new StringBuilder(label.length() * 2);
        for (int c : points) if (c < INITIAL_N) out.append((char) c);
        int basic = out.length();
        if (basic > 0) out.append('-');
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int handled = basic; handled < points.length; ) {
            int next = smallestFrom(n, points);
            delta += (next - n) * (handled + 1);
            n = next;
            for (int c : points) {
                if (c < n) delta++;
                if (c != n) continue;
                appendVariableLength(out, delta, bias);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
        return out.toString();
    }

    /// The label a lower-case Punycode text stands for; empty when it stands for none.
    static Optional<String> decode(String encoded) {
        int delimiter = encoded.lastIndexOf('-');
        StringBuilder out = new StringBuilder(encoded.substring(0, Math.max(0, delimiter)));
        long n = INITIAL_N;
        long i = 0;
        int bias = INITIAL_BIAS;
        int points = out.length();
        for (int at = delimiter + 1; at < encoded.length(); ) {
            long before = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < encoded.length() ? digit(encoded.charAt(at++)) : -1;
                if (digit < 0) return Optional.empty();
                i += digit * weight;
                if (i > Integer.MAX_VALUE) return Optional.empty();
                int threshold = threshold(k, bias);
                if (digit < threshold) break;
                weight *= BASE - threshold;
            }
            points++;
            bias = adapt((int) (i - before), points, before == 0);
            n += i / points;
            i %= points;
            if (n > Character.MAX_CODE_POINT) return Optional.empty();
            out.insert(out.offsetByCodePoints(0, (int) i), Character.toChars((int) n));
            i++;
        }
        return Optional.of(out.toString());
    }

    private static int smallestFrom(int n, int[] points) {
        int smallest = Integer.MAX_VALUE;
        for (int c : points) if (c >= n && c < smallest) smallest = c;
        return smallest;
    }

    private static void appendVariableLength(StringBuilder out, int delta, int bias) {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (q < threshold) break;
            out.append(letter(threshold + (q - threshold) % (BASE - threshold)));
            q = (q - threshold) / (BASE - threshold);
        }
        out.append(letter(q));
    }

    private static int threshold(int k, int bias) {
        return Math.clamp(k - bias, T_MIN, T_MAX);
    }

    private static int adapt(int delta, int points, boolean first) {
        int scaled = first ? delta / DAMP : delta / 2;
        scaled += scaled / points;
        int k = 0;
        while (scaled > (BASE - T_MIN) * T_MAX / 2) {
            scaled /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
    }

    private static char letter(int digit) {
        return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') return c - 'a';
        return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }
}
