package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Outcome;
import dev.tidings.event.Event;
import dev.tidings.notification.Occurrence;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeraldTest {
    private final Scene scene = new Scene();
    private final Herald herald = new Herald(scene.history, scene.ledger.node(), scene.events::add);

    @Test
    void more_than_a_page_may_finish_in_one_instant() {
        for (int each = 0; each < 2500; each++) {
            finished("n" + each);
        }

        herald.round();
        herald.round();
        herald.round();

        assertThat(told()).isEqualTo(2500);
    }

    @Test
    void each_is_told_once() {
        finished("news");
        herald.round();
        scene.clock.pass(Duration.ofMillis(1));
        finished("report");

        herald.round();
        herald.round();

        assertThat(told()).isEqualTo(2);
    }

    @Test
    void what_finishes_after_the_clock_was_set_back_is_told_too() {
        finished("news");
        herald.round();
        scene.clock.pass(Duration.ofMinutes(-30));
        finished("report");

        herald.round();
        herald.round();

        assertThat(told()).isEqualTo(2);
    }

    @Test
    void one_that_people_retried_finishes_again() throws Exception {
        scene.notification("news", null, "ann@example.org");
        scene.main.answers.add(new Outcome.Refused(Verb.END_OF_DATA, Scene.reply(554, "spam")));
        Occurrence occurrence = scene.run("news");
        scene.deliver(scene.main);
        herald.round();
        scene.clock.pass(Duration.ofSeconds(1));
        scene.ledger.retryAll(occurrence.id());
        scene.deliver(scene.main);

        herald.round();

        assertThat(scene.heard(Event.Finished.class))
                .extracting(Event.Finished::result)
                .containsExactly("failed", "succeeded");
    }

    @Test
    void every_node_hears_of_it_and_one_has_done_it() {
        List<Event> elsewhere = new ArrayList<>();
        Herald other = new Herald(scene.history, "another", elsewhere::add);
        finished("news");

        herald.round();
        other.round();

        assertThat(scene.heard(Event.Finished.class)).extracting(Event.Finished::here).containsExactly(true);
        assertThat(elsewhere)
                .singleElement()
                .isInstanceOfSatisfying(Event.Finished.class, each -> assertThat(each.here()).isFalse());
    }

    /// One without anybody is finished at once.
    private void finished(String id) {
        scene.ledger.entered(scene.fire(id, Optional.empty()));
    }

    private long told() {
        return scene.heard(Event.Finished.class).count();
    }
}
