package dev.tidings.bench;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.LocalBus;
import dev.tidings.bus.redis.RedisBus;
import dev.tidings.deliver.State;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.run.Stores;
import dev.tidings.run.Tidings;
import dev.tidings.run.World;
import dev.tidings.store.postgres.PostgresServer;
import dev.tidings.store.postgres.PostgresStore;
import dev.tidings.store.sqlite.SqliteStore;
import dev.tidings.workspace.Reading;
import dev.tidings.workspace.WorkspaceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/// The whole way: SQL audience → render → MIME → SMTP → durable ledger, until the last one is settled.
///
/// `TidingsLoad FOLDER PORT PEOPLE CONNECTIONS [NAME [TRANSPORT-KEYS [DELIVER-KEYS]]]` prints a line of figures: see
/// [Progress#end]. The ledger is in SQLite, or in the `DATABASE` of the environment. With `NODE` in the environment it
/// starts nothing: it says `ready` and helps another until it is ended.
public final class TidingsLoad {
    private static final InstantSource CLOCK = InstantSource.system();

    private TidingsLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int people = Integer.parseInt(arguments[2]);
        write(folder, Integer.parseInt(arguments[1]), people, Integer.parseInt(arguments[3]), arguments);
        Reading reading = new WorkspaceReader(System::getenv).read(folder);
        reading.problems().forEach(System.err::println);
        Stores stores = stores(folder);
        try (Ledger _ = stores.ledger();
                Tidings tidings = Tidings.start(
                        reading, Engine.plugs(reading, CLOCK), stores, new World(CLOCK, new Random(), event -> {}))) {
            if (System.getenv("NODE") != null) {
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
            Progress progress = new Progress(people);
            Occurrence occurrence =
                    tidings.run("report", Optional.empty(), Cause.MANUAL).orElseThrow();
            OccurrenceRecord record = awaitFinished(tidings, occurrence.id(), progress);
            System.out.println(progress.end(
                    arguments.length > 4 ? arguments[4] : "tidings",
                    record.tally().of(State.ACCEPTED)));
            if (record.tally().of(State.ACCEPTED) < people) {
                System.err.println("not all were accepted: " + record.tally());
            }
        }
    }

    private static Stores stores(Path folder) {
        String database = System.getenv("DATABASE");
        if (database == null || database.isEmpty()) {
            SqliteStore store = SqliteStore.open(folder.resolve("data/tidings.db"), CLOCK, event -> {});
            return new Stores(store.ledger(), store.history(), new LocalBus());
        }
        PostgresStore store = PostgresStore.open(PostgresServer.of(database), new Random(), event -> {});
        return new Stores(store.ledger(), store.history(), store.bus(), carrier(), Stores.USUAL_LEASE);
    }

    /// Of the `BUS` in the environment.
    private static Carrier carrier() {
        String bus = System.getenv("BUS");
        return bus == null || bus.isEmpty()
                ? Carrier.NONE
                : RedisBus.at(bus, "node-" + ProcessHandle.current().pid()).carrier();
    }

    private static OccurrenceRecord awaitFinished(Tidings tidings, long occurrence, Progress progress)
            throws InterruptedException {
        while (true) {
            OccurrenceRecord record = tidings.history().occurrence(occurrence).orElseThrow();
            progress.reached(record.tally().of(State.ACCEPTED));
            if (!record.standing().running()) {
                return record;
            }
            Thread.sleep(20);
        }
    }

    private static void write(Path folder, int port, int people, int connections, String[] arguments) throws Exception {
        String transport = arguments.length > 5 ? arguments[5] : "security: none";
        String scheme = transport.contains("security: tls") ? "smtps" : "smtp";
        Files.createDirectories(folder.resolve("notifications"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("templates/report"));
        Files.writeString(folder.resolve("tidings.yaml"), """
                stage: live
                from: "Reports <reports@example.com>"
                transports:
                  sink: { smtp: "%s://127.0.0.1:%d", connections: %d, %s, messages-per-connection: 100000 }
                sources:
                  crm: { jdbc: "sqlite:data/crm.db", timeout: 10m }
                """.formatted(scheme, port, connections, transport));
        Files.writeString(folder.resolve("notifications/report.yaml"), """
                audience:
                  source: crm
                  query: select id, name, email, balance, logins from people order by id
                  to: "{{ name }} <{{ email }}>"
                template: report
                with: { orders: [%s] }
                deliver: { %s }
                """.formatted(
                        String.join(", ", Letter.rows()), arguments.length > 6 ? arguments[6] : ""));
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
