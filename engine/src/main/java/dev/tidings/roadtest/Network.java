package dev.tidings.roadtest;

import java.net.InetAddress;
import java.util.Optional;

/// Addresses that begin alike: `192.0.2.0/24`.
record Network(InetAddress base, int bits) {
    /// @param text `192.0.2.1`, `192.0.2.0/24` or IPv6
    static Optional<Network> parse(String text) {
        String[] parts = text.split("/", 2);
        try {
            InetAddress base = InetAddress.ofLiteral(parts[0]);
            int most = base.getAddress().length * 8;
            int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Network(base, bits));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] own = base.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
