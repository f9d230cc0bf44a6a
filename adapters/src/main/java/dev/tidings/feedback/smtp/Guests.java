package dev.tidings.feedback.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who is here, and how they have behaved in the last minute. Addresses of one IPv6 network of 64 bits are one
/// guest.
final class Guests {
    private static final int REMEMBERED = 10_000;
    private static final int NETWORK_OCTETS = 8;

    private final Limits limits;
    private final InstantSource clock;
    private final Map<String, Integer> here = new HashMap<>();
    private int all;
    private final Map<String, Minute> conduct = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Minute(long number, int mistakes, int messages) {}

    Guests(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// @return false when there is no place for them
    synchronized boolean enter(InetAddress address) {
        String guest = guest(address);
        int theirs = here.getOrDefault(guest, 0);
        if (all >= limits.guests() || theirs >= limits.guestsOfOne() || minute(guest).mistakes >= limits.mistakes()) {
            return false;
        }
        here.put(guest, theirs + 1);
        all++;
        return true;
    }

    synchronized void leave(InetAddress address) {
        here.computeIfPresent(guest(address), (_, theirs) -> theirs == 1 ? null : theirs - 1);
        all--;
    }

    /// How long somebody may think: less, when others wait for their place.
    synchronized Duration patience() {
        return all > limits.guests() / 2 ? limits.inACrowd() : limits.patience();
    }

    synchronized void mistaken(InetAddress address) {
        Minute minute = minute(guest(address));
        conduct.put(guest(address), new Minute(minute.number, minute.mistakes + 1, minute.messages));
    }

    /// @return false when they have brought enough for now. Whoever is on this machine never has: a mail server
    ///         that stands in front of us
    synchronized boolean bring(InetAddress address) {
        Minute minute = minute(guest(address));
        conduct.put(guest(address), new Minute(minute.number, minute.mistakes, minute.messages + 1));
        return minute.messages < limits.messages() || address.isLoopbackAddress();
    }

    private Minute minute(String guest) {
        long now = clock.instant().getEpochSecond() / 60;
        Minute minute = conduct.getOrDefault(guest, new Minute(now, 0, 0));
        return minute.number == now ? minute : new Minute(now, 0, 0);
    }

    private static String guest(InetAddress address) {
        byte[] octets = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(octets, NETWORK_OCTETS) : octets);
    }
}
