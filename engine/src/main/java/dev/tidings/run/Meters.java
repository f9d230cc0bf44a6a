package dev.tidings.run;

import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Warming;
import dev.tidings.ledger.Carried;
import dev.tidings.notification.Allowance;
import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A transport's meters as they would be had this process never ended: what went within their times is counted from
/// the journal, and when a ramp-up began is on record.
final class Meters {
    private static final int SLICES = 60;

    private final TransportSpec spec;
    private final Stores stores;
    private final InstantSource clock;
    private Optional<Map<String, List<Carried>>> counted = Optional.empty();

    Meters(TransportSpec spec, Stores stores, InstantSource clock) {
        this.spec = spec;
        this.stores = stores;
        this.clock = clock;
    }

    Meter ofRoad() {
        Allowance allowance = spec.allowance();
        List<Rate> all = Stream.concat(allowance.rates().stream(), allowance.rampUp().map(each -> each.from()).stream())
                .toList();
        Optional<Duration> longest = longest(all);
        Instant since = since(longest);
        Meter meter = new Meter(allowance.rates(), warming(since), since);
        longest.ifPresent(time ->
                stores.history().carried(spec.name(), since, slice(time)).forEach(each -> recall(meter, each, since)));
        return meter;
    }

    private Optional<Warming> warming(Instant since) {
        return spec.allowance()
                .rampUp()
                .map(rampUp -> new Warming(
                        rampUp,
                        stores.ledger().begun(spec.account()),
                        at -> stores.ledger().begin(spec.account(), at),
                        since));
    }

    Meter ofDomain(String domain, ForDomain allowance) {
        Optional<Duration> longest = longest(allowance.rates());
        Instant since = since(longest);
        Meter meter = new Meter(allowance.rates(), since);
        if (longest.isPresent()) {
            byDomain().getOrDefault(domain, List.of()).stream()
                    .filter(each -> !each.at().isBefore(since))
                    .forEach(each -> recall(meter, each, since));
        }
        return meter;
    }

    private static void recall(Meter meter, Carried carried, Instant since) {
        meter.recall(carried.at().isBefore(since) ? since : carried.at(), carried.count());
    }

    /// Counted once, when the first domain with a rate is met: all that goes to a domain later goes by its own meter.
    private synchronized Map<String, List<Carried>> byDomain() {
        Map<String, List<Carried>> found = counted.orElseGet(this::countByDomain);
        counted = Optional.of(found);
        return found;
    }

    private Map<String, List<Carried>> countByDomain() {
        Optional<Duration> longest = longest(spec.allowance().domains().values().stream()
                .flatMap(each -> each.rates().stream())
                .toList());
        return longest
                .map(time -> stores.history().carriedByDomain(spec.name(), since(longest), slice(time)))
                .orElse(List.of())
                .stream()
                .collect(Collectors.groupingBy(Carried::domain));
    }

    private static Optional<Duration> longest(List<Rate> rates) {
        return rates.stream().map(Rate::per).max(Duration::compareTo);
    }

    private Instant since(Optional<Duration> longest) {
        return clock.instant().minus(longest.orElse(Duration.ZERO));
    }

    private static Duration slice(Duration time) {
        Duration slice = time.dividedBy(SLICES);
        return slice.compareTo(Duration.ofMillis(1)) > 0 ? slice : Duration.ofMillis(1);
    }
}
