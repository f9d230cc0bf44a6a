package dev.tidings.deliver;

import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// What recipients' domains take on one road, each for itself. Where nothing is written and no domain asked for fewer,
/// this costs nothing.
public final class Domains {
    /// Stands for each domain that is not named.
    public static final String OTHERS = "*";

    private static final int KNOWN_MAX = 10_000;

    private final Map<String, ForDomain> written;
    private final BiFunction<String, ForDomain, Meter> meters;
    private final Map<String, DomainGate> gates = new TreeMap<>();
    private volatile boolean idle;

    /// @param written by domain, `*` for each of the others
    /// @param meters  makes a domain's meter, which knows what went lately
    public Domains(Map<String, ForDomain> written, BiFunction<String, ForDomain, Meter> meters) {
        this.written = Map.copyOf(written);
        this.meters = meters;
        this.idle = written.isEmpty();
    }

    /// Every domain takes everything.
    public static Domains unlimited() {
        return new Domains(Map.of(), (_, _) -> new Meter(List.of(), Instant.EPOCH));
    }

    /// Whether nothing is written and no domain asked for fewer lately.
    public boolean isIdle() {
        return idle;
    }

    /// How many more may go to a domain now.
    public synchronized int room(String domain, Instant now) {
        return gate(domain).map(gate -> gate.room(now)).orElse(Integer.MAX_VALUE);
    }

    /// One goes.
    public synchronized void take(String domain, Instant now) {
        gate(domain).ifPresent(gate -> gate.take(now));
    }

    /// One that was under way is no more.
    public synchronized void leave(String domain) {
        Optional.ofNullable(gates.get(domain)).ifPresent(DomainGate::leave);
    }

    /// One that was to go did not set out.
    public synchronized void giveBack(String domain) {
        Optional.ofNullable(gates.get(domain)).ifPresent(DomainGate::giveBack);
    }

    /// A domain asked for fewer.
    public synchronized void slow(String domain, String why, Optional<Pause> pause, Instant now) {
        idle = false;
        gate(domain).orElseGet(() -> open(domain, ForDomain.UNLIMITED)).slow(why, pause, now);
    }

    /// A domain took a mail, or spoke about it.
    public synchronized void hear(String domain, Instant now) {
        Optional.ofNullable(gates.get(domain)).ifPresent(gate -> gate.hear(now));
    }

    /// How long until one more may go to a domain.
    public synchronized Duration pause(String domain, Instant now) {
        return gate(domain).map(gate -> gate.pause(now)).orElse(Duration.ZERO);
    }

    private Optional<DomainGate> gate(String domain) {
        DomainGate known = gates.get(domain);
        return known != null
                ? Optional.of(known)
                : Optional.ofNullable(written.getOrDefault(domain, written.get(OTHERS)))
                        .map(allowance -> open(domain, allowance));
    }

    private DomainGate open(String domain, ForDomain allowance) {
        DomainGate gate = new DomainGate(allowance, meters.apply(domain, allowance));
        gates.put(domain, gate);
        return gate;
    }

    /// Forgets domains of which there is nothing to know any more; called every few seconds.
    public synchronized void sweep(Instant now) {
        if (written.isEmpty() || gates.size() > KNOWN_MAX) {
            gates.values().removeIf(gate -> gate.isForgettable(now));
        }
        idle = written.isEmpty() && gates.isEmpty();
    }

    public synchronized List<DomainStatus> read(Instant now) {
        return gates.entrySet().stream()
                .map(each -> each.getValue().status(each.getKey(), now))
                .toList();
    }
}
