package dev.tidings.bench.peer;

import java.sql.SQLException;
import java.util.List;

/// Where a peer writes down what it does.
interface Book {
    /// Before any of them is sent.
    void enter(List<Person> people) throws SQLException;

    /// The server has taken it. Returns at once, but waits when too many are not yet on the disk.
    void accepted(Person person) throws InterruptedException;

    /// Returns when all is written; says how many were accepted.
    int close() throws Exception;
}
