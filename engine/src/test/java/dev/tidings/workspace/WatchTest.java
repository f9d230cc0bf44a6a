package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Snapshot ONE = new Snapshot(Map.of("a", "1"));
    private static final Snapshot TWO = new Snapshot(Map.of("a", "2"));
    private static final Snapshot THREE = new Snapshot(Map.of("a", "3"));

    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
    }

    @Test
    void a_change_is_told_once_it_has_come_to_rest() {
        Stillness stillness = new Stillness(ONE);

        assertThat(stillness.look(TWO)).isFalse();
        assertThat(stillness.pending()).isTrue();
        assertThat(stillness.look(THREE)).isFalse();
        assertThat(stillness.look(THREE)).isTrue();
        assertThat(stillness.pending()).isFalse();
        assertThat(stillness.look(THREE)).isFalse();
    }

    @Test
    void a_change_that_was_taken_back_is_not_told() {
        Stillness stillness = new Stillness(ONE);

        assertThat(stillness.look(TWO)).isFalse();
        assertThat(stillness.look(ONE)).isFalse();
        assertThat(stillness.look(ONE)).isFalse();
        assertThat(stillness.pending()).isFalse();
    }

    @Test
    void files_that_never_rest_are_told_of_all_the_same() {
        Stillness stillness = new Stillness(ONE);
        int told = 0;
        for (int look = 0; look < 100; look++) {
            told += stillness.look(new Snapshot(Map.of("a", "x" + look))) ? 1 : 0;
        }
        assertThat(told).isEqualTo(5);
    }

    @Test
    void a_file_that_is_written_replaced_moved_or_removed_is_a_change() throws IOException {
        Snapshot before = Snapshot.of(desk.root);
        desk.write("notifications/n.yaml", "to: a");
        Snapshot written = Snapshot.of(desk.root);
        desk.write("n.new", "to: b");
        Files.setLastModifiedTime(
                desk.root.resolve("n.new"), Files.getLastModifiedTime(desk.root.resolve("notifications/n.yaml")));
        Files.move(
                desk.root.resolve("n.new"),
                desk.root.resolve("notifications/n.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        Snapshot replaced = Snapshot.of(desk.root);

        assertThat(written).isNotEqualTo(before);
        assertThat(replaced).isNotEqualTo(written);
        assertThat(Snapshot.of(desk.remove("notifications/n.yaml").root)).isEqualTo(before);
    }

    @Test
    void a_swapped_link_is_a_change() throws IOException {
        desk.write("..1/n.yaml", "to: a").write("..2/n.yaml", "to: b").write("notifications/x.txt", "");
        Files.createSymbolicLink(desk.root.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(desk.root.resolve("notifications/n.yaml"), Path.of("../..data/n.yaml"));
        Snapshot before = Snapshot.of(desk.root);

        Files.createSymbolicLink(desk.root.resolve("..new"), Path.of("..2"));
        Files.move(desk.root.resolve("..new"), desk.root.resolve("..data"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(Snapshot.of(desk.root)).isNotEqualTo(before);
    }

    @Test
    void what_the_program_itself_writes_is_no_change() {
        Snapshot before = Snapshot.of(desk.root);

        desk.write("data/tidings.db", "x").write("data/tidings.db-wal", "x").write("data/outbox/1.eml", "x");
        desk.write("ledger.db.lock", "").write("store/mail", "x").write("store/mail.lock", "");
        desk.write("data/server.json", "{}").write("data/console.token", "x");
        desk.write("ledger.db", "x")
                .write("mail-wal", "x")
                .write("tidings.log", "x")
                .write(".git/index", "x");

        assertThat(Snapshot.of(desk.root)).isEqualTo(before);
        assertThat(Snapshot.of(desk.write("data/people.csv", "x").root)).isNotEqualTo(before);
    }

    @Test
    void links_in_a_circle_and_a_missing_folder_are_looked_at_in_peace() throws IOException {
        Files.createSymbolicLink(desk.root.resolve("circle"), desk.root);

        assertThat(Snapshot.of(desk.root).files()).containsKey("tidings.yaml");
        assertThat(Snapshot.of(desk.root.resolve("nowhere"))).isEqualTo(Snapshot.EMPTY);
    }

    @Test
    @SuppressWarnings("try") // the watch need only be there
    void a_watch_tells_of_each_change_even_after_a_call_that_failed() {
        AtomicInteger told = new AtomicInteger();
        try (Watch watch = watch().start(() -> {
            if (told.incrementAndGet() == 1) {
                throw new IllegalStateException("the first call fails");
            }
        })) {
            desk.write("notifications/a.yaml", "a");
            await().until(() -> told.get() >= 1);
            desk.write("notifications/b.yaml", "b");
            await().until(() -> told.get() >= 2);
        }
    }

    @Test
    void a_closed_watch_is_silent() {
        AtomicInteger told = new AtomicInteger();
        Watch watch = watch().start(told::incrementAndGet);
        watch.close();
        desk.write("notifications/a.yaml", "a");

        assertThat(told).hasValue(0);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("workspace-watch"));
    }

    @Test
    void a_watch_can_be_closed_by_what_it_calls() {
        AtomicInteger told = new AtomicInteger();
        Watch[] watch = new Watch[1];
        watch[0] = watch();
        watch[0].start(() -> {
            watch[0].close();
            told.incrementAndGet();
        });
        desk.write("notifications/a.yaml", "a");
        await().until(() -> told.get() == 1);
    }

    @Test
    void what_changes_between_the_first_reading_and_the_start_is_told() {
        AtomicInteger told = new AtomicInteger();
        try (Watch watch = watch()) {
            desk.write("notifications/a.yaml", "a");
            watch.start(told::incrementAndGet);
            await().until(() -> told.get() == 1);
        }
    }

    @Test
    void a_watch_that_was_never_started_closes_too() {
        Watch watch = Watch.of(desk.root);

        watch.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("workspace-watch"));
    }

    private Watch watch() {
        return new Watch(desk.root, SOON, SOON);
    }
}
