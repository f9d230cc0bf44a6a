package dev.tidings.server.answer;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.DomainStatus;
import dev.tidings.deliver.Meter;
import dev.tidings.run.RoadStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a road is doing.
///
/// @param hands   how many conversations there may be at once
/// @param waiting composed mails that wait for a hand
/// @param open    mail goes this way
/// @param slowed  what goes at most since the server asked for fewer: `15/min`; null when it did not
/// @param rampUp  how far a new account is; null when it is not held back
/// @param domains recipients' domains that are held back, or for which mail waits
public record RoadAnswer(
        String name,
        int hands,
        int busy,
        int idle,
        int waiting,
        boolean open,
        Optional<Closed> closed,
        List<Used> rates,
        Optional<String> slowed,
        Optional<RampUp> rampUp,
        List<Domain> domains) {

    /// @param again when one mail tries it; null when nobody does before a person opens it
    public record Closed(String trouble, String why, Instant since, Optional<Instant> again) {
        static Closed of(Breaker.Closed closed) {
            return new Closed(
                    closed.trouble().word(),
                    closed.why(),
                    closed.since(),
                    Optional.of(closed.again()).filter(again -> !again.equals(Instant.MAX)));
        }
    }

    /// @param rate as it is written: `30/min`
    /// @param used how many went within its time
    /// @param most how many may
    public record Used(String rate, int used, int most) {
        static List<Used> of(Meter.Reading reading) {
            return reading.rates().stream()
                    .map(each -> new Used(
                            each.rate().toString(), each.used(), each.rate().count()))
                    .toList();
        }
    }

    /// @param rate    what goes now
    /// @param doubles when that doubles; null before the first mail
    public record RampUp(String rate, Optional<Instant> doubles) {}

    /// @param waiting     mails that wait for this domain alone
    /// @param underWay    mails in somebody's hands
    /// @param connections at most so many; null for no limit
    /// @param slowed      what goes at most since it asked for fewer; null when it did not
    /// @param closed      why nobody goes there; null when mail goes there
    public record Domain(
            String domain,
            long waiting,
            int underWay,
            Optional<Integer> connections,
            List<Used> rates,
            Optional<String> slowed,
            Optional<Closed> closed) {
        static Domain of(RoadStatus.Domain domain) {
            DomainStatus status = domain.status();
            return new Domain(
                    status.domain(),
                    domain.waiting(),
                    status.underWay(),
                    status.connections().isPresent()
                            ? Optional.of(status.connections().getAsInt())
                            : Optional.empty(),
                    Used.of(status.rate()),
                    status.rate().slowed().map(Object::toString),
                    status.closed().map(Closed::of));
        }

        /// Mail to it waits, or may not go as fast as it would.
        public boolean held() {
            return waiting > 0 || slowed.isPresent() || closed.isPresent();
        }
    }

    public static RoadAnswer of(RoadStatus road) {
        return new RoadAnswer(
                road.name(),
                road.hands(),
                road.connections().busy(),
                road.connections().idle(),
                road.waiting(),
                road.closed().isEmpty(),
                road.closed().map(Closed::of),
                Used.of(road.rate()),
                road.rate().slowed().map(Object::toString),
                road.rate().warming().map(step -> new RampUp(step.now().toString(), step.doubles())),
                road.domains().stream().map(Domain::of).filter(Domain::held).toList());
    }
}
