package dev.tidings.transport.catcher;

import dev.tidings.contracts.Parcels;
import dev.tidings.contracts.TransportContract;
import dev.tidings.ledger.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class CatcherContractTest extends TransportContract {
    @TempDir
    Path folder;

    private int files;

    private record Caught(Catcher transport) implements Way {
        @Override
        public List<String> arrived() {
            return transport.list(Page.first(1_000)).stream().map(Kept::subject).toList();
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    @Override
    protected Way working() throws IOException {
        return new Caught(Catcher.open(file(), InstantSource.fixed(Parcels.NINE)));
    }

    private Path file() {
        return folder.resolve("caught-" + files + ".db");
    }

    @Override
    protected Map<String, Opening> failing() {
        return Map.of(
                "a table is gone", () -> spoilt("drop table content"),
                "every mail is refused",
                        () -> spoilt("create trigger no before insert on mail begin select raise(abort, 'no'); end"),
                "the second mail is refused",
                        () -> spoilt("create trigger no before insert on content when new.id % 2 = 0"
                                + " begin select raise(abort, 'no'); end"));
    }

    private Way spoilt(String how) throws IOException, SQLException {
        files++;
        Way way = working();
        try (Connection vandal = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = vandal.createStatement()) {
            statement.execute(how);
        }
        return way;
    }
}
