package dev.tidings.acceptance.peers;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.OctetsMax;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.Transport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The octets that a transport was given to carry first.
final class Sent {
    private final Map<String, byte[]> octets = new ConcurrentHashMap<>();

    byte[] to(String person) {
        return Objects.requireNonNull(octets.get(person + "@" + Peer.DOMAIN));
    }

    Transport noting(Transport transport) {
        return new Transport() {
            @Override
            public String name() {
                return transport.name();
            }

            @Override
            public void carry(Clerk clerk) {
                transport.carry(noting(clerk));
            }

            @Override
            public OctetsMax octetsMax() {
                return transport.octetsMax();
            }

            @Override
            public int window() {
                return transport.window();
            }

            @Override
            public void close() {
                transport.close();
            }
        };
    }

    private Clerk noting(Clerk clerk) {
        return new Clerk() {
            @Override
            public List<Parcel> next(int most) {
                List<Parcel> parcels = clerk.next(most);
                parcels.forEach(each -> octets.putIfAbsent(
                        each.message().receiver().toString(), each.message().content()));
                return parcels;
            }

            @Override
            public List<Parcel> arm(List<Parcel> parcels) {
                return clerk.arm(parcels);
            }

            @Override
            public void report(Parcel parcel, Attempt attempt) {
                clerk.report(parcel, attempt);
            }
        };
    }
}
