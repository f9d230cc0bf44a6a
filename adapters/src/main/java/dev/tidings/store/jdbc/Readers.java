package dev.tidings.store.jdbc;

import dev.tidings.ledger.StoreAway;
import java.sql.SQLException;

/// The connections by which a store is read.
public final class Readers implements AutoCloseable {
    private final Pool pool;
    private final Lookout lookout;

    public Readers(Pool.Opening opening, int size, Lookout lookout) throws SQLException {
        this.lookout = lookout;
        this.pool = new Pool(opening, size, this::waiting);
    }

    private void waiting() {
        lookout.doubt();
        lookout.require();
    }

    /// Where all that failed was the connection, which nobody had used since its server was away, it is asked once more
    /// by a fresh one.
    ///
    /// @throws StoreAway when there is no server that answers
    public <T> T ask(Pool.Question<T> question) {
        lookout.require();
        try {
            return pool.use(question, Readers::isGone);
        } catch (SQLException failed) {
            if (isGone(failed)) throw away(failed);
            throw new IllegalStateException("the store could not be read: " + failed.getMessage(), failed);
        }
    }

    private StoreAway away(SQLException failed) {
        lookout.doubt();
        return new StoreAway(
                String.valueOf(failed.getMessage()).lines().findFirst().orElse(""));
    }

    /// SQL states of class 08 (connection exception) and 57 (operator intervention).
    private static boolean isGone(SQLException failed) {
        String state = failed.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /// Waits for who is reading.
    @Override
    public void close() {
        lookout.close();
        pool.close();
    }
}
