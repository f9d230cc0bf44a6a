package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.Source;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What others leave behind, and how it is put in order.
class JanitorTest {
    private final Scene scene = new Scene();
    private final Plugs plugs = new Plugs(
            () -> {
                throw new AssertionError("nobody reads the workspace here");
            },
            _ -> new NoSources(),
            (_, _) -> scene.setup().composer(),
            _ -> scene.main,
            scene.catcher);
    private final Couriers couriers = new Couriers(
            plugs,
            scene::setup,
            new Stores(scene.ledger, scene.history, scene.bus),
            new World(scene.clock, new Random(7), scene.events::add));
    private final Janitor janitor = new Janitor(
            scene.stores(scene.ledger),
            couriers,
            new Setups(plugs, scene.workspace(), scene.clock),
            scene.events::add,
            scene.clock);

    private static final class NoSources implements Plugs.OpenSources {
        @Override
        public Optional<Source> named(String name) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Test
    void a_claim_that_nobody_renews_goes_back_to_those_waiting() {
        fired();
        claim();

        scene.clock.pass(Stores.USUAL_LEASE);
        janitor.round();

        assertThat(claim()).hasSize(1);
    }

    @Test
    void whoever_ended_at_the_final_dot_leaves_a_mail_that_may_have_arrived() {
        Occurrence occurrence = fired();
        scene.ledger.arm(claim());

        scene.clock.pass(Stores.USUAL_LEASE);
        janitor.round();
        janitor.round();

        DeliveryRecord delivery = scene.delivery(occurrence);
        assertThat(delivery.state()).isEqualTo(State.WAITING);
        assertThat(delivery.progress().possibleDuplicate()).isTrue();
        assertThat(delivery.progress().attempts()).isEqualTo(1);
        assertThat(scene.history.attempts(delivery.id()))
                .extracting(each -> each.said().text())
                .containsExactly("its lease ended between end-of-data and the note of the answer; it may have arrived");
    }

    @Test
    void what_is_past_its_time_expires() {
        Occurrence occurrence = fired();

        scene.clock.pass(Duration.ofHours(25));
        janitor.round();

        assertThat(scene.delivery(occurrence).state()).isEqualTo(State.EXPIRED);
    }

    private Occurrence fired() {
        scene.notification("news", null, "ann@example.org");
        return scene.run("news");
    }

    private List<Claim> claim() {
        return scene.ledger.claim("main", 10, Stores.USUAL_LEASE);
    }
}
