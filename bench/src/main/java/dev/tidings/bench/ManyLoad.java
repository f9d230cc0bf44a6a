package dev.tidings.bench;

import dev.tidings.bus.LocalBus;
import dev.tidings.event.Event;
import dev.tidings.run.Stores;
import dev.tidings.run.Tidings;
import dev.tidings.run.World;
import dev.tidings.store.sqlite.SqliteStore;
import dev.tidings.workspace.Reading;
import dev.tidings.workspace.WorkspaceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAccumulator;

/// Many notifications due in the same second: how late the last one is on record as fired, and how long until all
/// mail is settled.
///
/// `ManyLoad FOLDER PORT NOTIFICATIONS` prints one line of figures. Takes up to two minutes: it waits for a full
/// minute that leaves time to start.
public final class ManyLoad {
    private static final InstantSource CLOCK = InstantSource.system();

    private ManyLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int many = Integer.parseInt(arguments[2]);
        write(folder, Integer.parseInt(arguments[1]), many);
        while (CLOCK.instant().getEpochSecond() % 60 > 30) {
            Thread.sleep(100);
        }
        CountDownLatch fired = new CountDownLatch(many);
        CountDownLatch settled = new CountDownLatch(many);
        LongAccumulator millisLate = new LongAccumulator(Math::max, 0);
        Reading reading = new WorkspaceReader(System::getenv).read(folder);
        reading.problems().stream().limit(5).forEach(System.err::println);
        try (SqliteStore store = SqliteStore.open(folder.resolve("data/tidings.db"), CLOCK, event -> {});
                Tidings _ = Tidings.start(
                        reading,
                        Engine.plugs(reading, CLOCK),
                        new Stores(store.ledger(), store.history(), new LocalBus()),
                        new World(CLOCK, new Random(), event -> {
                            switch (event) {
                                case Event.Fired(var occurrence, var _) -> {
                                    // The moment of hearing, not of deciding: the commit is part of firing.
                                    millisLate.accumulate(Duration.between(occurrence.due(), CLOCK.instant())
                                            .toMillis());
                                    fired.countDown();
                                }
                                case Event.Attempted _ -> settled.countDown();
                                default -> {}
                            }
                        }))) {
            Instant minute = CLOCK.instant();
            fired.await();
            long last = millisLate.get();
            settled.await();
            Instant due = minute.plusSeconds(60 - minute.getEpochSecond() % 60);
            System.out.printf(
                    "many\t%d\tlast fired %d ms late\tall settled after %.1f s%n",
                    many, last, Duration.between(due, CLOCK.instant()).toMillis() / 1000.0);
        }
    }

    private static void write(Path folder, int port, int many) throws Exception {
        Files.createDirectories(folder.resolve("notifications"));
        Files.createDirectories(folder.resolve("templates/note"));
        Files.writeString(folder.resolve("tidings.yaml"), """
                stage: live
                from: "Notes <notes@example.com>"
                transports:
                  sink: { smtp: "smtp://127.0.0.1:%d", security: none, connections: 64, messages-per-connection: 100000 }
                """.formatted(port));
        Files.writeString(folder.resolve("templates/note/subject.txt"), "A note");
        Files.writeString(folder.resolve("templates/note/body.html"), "<p>Hello {{ name }}</p>");
        for (int i = 0; i < many; i++) {
            Files.writeString(folder.resolve("notifications/note-%05d.yaml".formatted(i)), """
                    schedule: { cron: "* * * * *" }
                    audience: ["Person %d <person%d@example.com>"]
                    template: note
                    """.formatted(i, i));
        }
    }
}
