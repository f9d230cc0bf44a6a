package dev.tidings.store.postgres;

import java.sql.SQLException;
import java.util.Optional;

/// Tells a server that cannot be written to for now from a statement that is wrong.
final class StorageTrouble {
    /// A newer program has changed the schema. A state of our own: no server gives it.
    static final String OUTGROWN = "TD001";

    private StorageTrouble() {}

    /// What is wrong; empty when the fault lies with the statement and trying again is of no use.
    ///
    /// The classes of conditions are in PostgreSQL's manual, appendix A.
    static Optional<String> of(SQLException failure) {
        String state = failure.getSQLState() == null ? "08000" : failure.getSQLState();
        return switch (state.substring(0, 2)) {
            case "08" -> say(unreachable(failure), failure);
            case "28" -> say(notLetIn(state), failure);
            case "53" -> say(shortOf(state), failure);
            case "57" -> say("the database is being stopped or started", failure);
            case "58" -> say("the database's disk fails", failure);
            default ->
                switch (state) {
                    case OUTGROWN -> Optional.of(String.valueOf(failure.getMessage()));
                    case "25006" ->
                        say(
                                "the database takes no writes: it is a standby, or it is set read-only; name the one that does in the address",
                                failure);
                    case "25P03" -> say("the database ended a transaction that was halted", failure);
                    case "3D000" -> say("there is no database of that name; make it, or mend the address", failure);
                    default -> Optional.empty();
                };
        };
    }

    /// What is wrong, the statement's own faults included.
    static String told(SQLException failure) {
        return of(failure).orElseGet(() -> {
            String state = String.valueOf(failure.getSQLState());
            String what = state.equals("42501")
                    ? "the address's user may not do that there; whoever may has to GRANT it"
                    : "the database refuses a statement: " + firstLine(failure);
            return say(what, failure).orElseThrow();
        });
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static String unreachable(SQLException failure) {
        return Unreachable.why(failure)
                .map(why -> "the database cannot be reached: " + why)
                .orElse("the database cannot be reached");
    }

    private static String notLetIn(String state) {
        return state.equals("28P01")
                ? "the database refuses user or password; see to them in the address"
                : "the database does not let this user in from here; see to the user in the address, and to pg_hba.conf there";
    }

    private static String shortOf(String state) {
        return switch (state) {
            case "53100" -> "the database's disk is full; make room there";
            case "53200" -> "the database is short of memory";
            case "53300" -> "the database has no connection left; raise max_connections there, or end what holds them";
            default -> "the database is short of memory, disk or connections";
        };
    }

    /// Not in the server's words: they name the user, and may name more.
    private static Optional<String> say(String what, SQLException failure) {
        String state = failure.getSQLState();
        return Optional.of(state == null ? what : "%s (SQL state %s)".formatted(what, state));
    }
}
