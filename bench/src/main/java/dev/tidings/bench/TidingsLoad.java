package dev.tidings.bench;

import dev.tidings.bus.LocalBus;
import dev.tidings.deliver.State;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.run.Stores;
import dev.tidings.run.Tidings;
import dev.tidings.run.World;
import dev.tidings.store.sqlite.SqliteStore;
import dev.tidings.workspace.Reading;
import dev.tidings.workspace.WorkspaceReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/// The whole way: SQL audience → render → MIME → SMTP → durable ledger, until the last one is settled.
///
/// `TidingsLoad FOLDER PORT PEOPLE CONNECTIONS` prints one line of figures.
public final class TidingsLoad {
    private static final InstantSource CLOCK = InstantSource.system();

    private TidingsLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int people = Integer.parseInt(arguments[2]);
        write(folder, Integer.parseInt(arguments[1]), people, Integer.parseInt(arguments[3]));
        Reading reading = new WorkspaceReader(System::getenv).read(folder);
        reading.problems().forEach(System.err::println);
        try (SqliteStore store = SqliteStore.open(folder.resolve("data/tidings.db"), CLOCK, event -> {});
                Tidings tidings = Tidings.start(
                        reading,
                        Engine.plugs(reading, CLOCK),
                        new Stores(store.ledger(), store.history(), new LocalBus()),
                        new World(CLOCK, new Random(), event -> {}))) {
            long start = System.nanoTime();
            Occurrence occurrence =
                    tidings.run("report", Optional.empty(), Cause.MANUAL).orElseThrow();
            OccurrenceRecord record = awaitFinished(tidings, occurrence.id());
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "tidings\t%d\t%.1f\t%.0f\t%s\t%d%n",
                    record.tally().of(State.ACCEPTED),
                    seconds,
                    record.tally().of(State.ACCEPTED) / seconds,
                    record.result(),
                    heapPeakMegabytes());
        }
    }

    private static OccurrenceRecord awaitFinished(Tidings tidings, long occurrence) throws InterruptedException {
        while (true) {
            OccurrenceRecord record = tidings.history().occurrence(occurrence).orElseThrow();
            if (!record.standing().running()) {
                return record;
            }
            Thread.sleep(20);
        }
    }

    private static long heapPeakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / (1024 * 1024);
    }

    private static void write(Path folder, int port, int people, int connections) throws Exception {
        Files.createDirectories(folder.resolve("notifications"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("templates/report"));
        Files.writeString(folder.resolve("tidings.yaml"), """
                stage: live
                from: "Reports <reports@example.com>"
                transports:
                  sink: { smtp: "smtp://127.0.0.1:%d", security: none, connections: %d, messages-per-connection: 100000 }
                sources:
                  crm: { jdbc: "sqlite:data/crm.db", timeout: 10m }
                """.formatted(port, connections));
        Files.writeString(folder.resolve("notifications/report.yaml"), """
                audience:
                  source: crm
                  query: select id, name, email, balance, logins from people order by id
                  to: "{{ name }} <{{ email }}>"
                template: report
                with: { orders: [%s] }
                """.formatted(String.join(", ", Letter.rows())));
        Files.writeString(folder.resolve("templates/report/subject.txt"), Letter.SUBJECT + " {{ name }}");
        Files.writeString(
                folder.resolve("templates/report/body.html"),
                Letter.html("{{ %s }}", "{% for order in orders %}", "<tr><td>{{ order }}</td></tr>", "{% endfor %}"));
        Files.writeString(folder.resolve("templates/report/body.txt"), Letter.text("{{ %s }}"));
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/crm.db"));
                Statement statement = database.createStatement()) {
            statement.execute("create table people (id integer primary key, name, email, balance, logins)");
            statement.execute(Letter.people(people));
        }
    }
}
