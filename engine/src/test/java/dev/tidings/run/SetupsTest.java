package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Source;
import dev.tidings.notification.Settings;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Plugs.OpenSources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetupsTest {
    private final Scene scene = new Scene();
    private final List<Opened> opened = new ArrayList<>();
    private boolean cannotCompose;

    private final Setups setups = new Setups(
            new Plugs(
                    () -> {
                        throw new AssertionError("nobody reads the workspace here");
                    },
                    _ -> open(),
                    (_, _) -> {
                        if (cannotCompose) {
                            throw new IllegalStateException("no composer");
                        }
                        return scene.setup().composer();
                    },
                    _ -> scene.main,
                    scene.catcher),
            scene.workspace(),
            scene.clock);

    private static final class Opened implements OpenSources {
        private boolean closed;

        @Override
        public Optional<Source> named(String name) {
            return Optional.empty();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private OpenSources open() {
        Opened sources = new Opened();
        opened.add(sources);
        return sources;
    }

    @Test
    void sources_that_nobody_asks_for_any_more_are_closed_a_while_later() {
        setups.replace(withSource());
        setups.sweep();
        assertThat(opened).extracting(each -> each.closed).containsExactly(false, false);

        scene.clock.pass(Duration.ofMinutes(16));
        setups.sweep();

        assertThat(opened).extracting(each -> each.closed).containsExactly(true, false);
    }

    @Test
    void a_setup_that_cannot_be_made_leaves_the_old_one_with_its_sources() {
        Setup before = setups.now();
        cannotCompose = true;

        assertThatThrownBy(() -> setups.replace(withSource())).hasMessage("no composer");
        scene.clock.pass(Duration.ofMinutes(16));
        setups.sweep();

        assertThat(setups.now()).isSameAs(before);
        assertThat(opened).extracting(each -> each.closed).containsExactly(false, true);
    }

    private Workspace withSource() {
        Workspace old = scene.workspace();
        Settings settings = old.settings();
        return new Workspace(
                old.root(),
                new Settings(
                        settings.rehearsal(),
                        settings.store(),
                        settings.defaults(),
                        settings.transports(),
                        Map.of("files", SourceSpec.Files.OF_THE_WORKSPACE),
                        settings.web(),
                        settings.callbacks()),
                old.notifications(),
                old.templates(),
                old.revision());
    }
}
