package dev.tidings.store.postgres;

import java.sql.SQLException;
import java.util.Optional;

/// Tells a server that cannot be written to for now from a statement that is wrong.
final class StorageTrouble {
    /// A newer program has changed the schema. A state of our own: no server gives it.
    static final String OUTGROWN = "TD001";

    /// A lock was not to be had for so long as we wait.
    static final String LOCKED = "55P03";

    private static final String ENDED = "57014";

    private StorageTrouble() {}

    /// What is wrong; empty when the fault lies with the statement and trying again is of no use.
    ///
    /// The classes of conditions are in PostgreSQL's manual, appendix A.
    static Optional<String> of(SQLException failure) {
        String state = failure.getSQLState() == null ? "08000" : failure.getSQLState();
        return switch (state.substring(0, 2)) {
            case "08" -> say("the database cannot be reached", failure);
            case "28" -> say("the database refuses to let us in", failure);
            case "53" -> say("the database is short of memory, disk or connections", failure);
            case "57" ->
                say(
                        state.equals(ENDED)
                                ? "the database ended a statement that took too long"
                                : "the database is being stopped or started",
                        failure);
            case "58" -> say("the database's disk fails", failure);
            default ->
                switch (state) {
                    case LOCKED -> say("somebody holds a lock on what is to be written", failure);
                    case OUTGROWN -> Optional.of(String.valueOf(failure.getMessage()));
                    case "25006" -> say("the database takes no writes; it may be a standby", failure);
                    case "25P03" -> say("the database ended a transaction that was halted", failure);
                    case "3D000" -> say("the database is not there", failure);
                    default -> Optional.empty();
                };
        };
    }

    private static Optional<String> say(String what, SQLException failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return Optional.of("%s (%s)".formatted(what, message));
    }
}
