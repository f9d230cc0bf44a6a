package dev.tidings.bench.peer;

import dev.tidings.bench.Letter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The people of a database, in pages.
final class Audience implements AutoCloseable {
    private static final int PAGE = 500;

    private final Connection database;
    private final ResultSet rows;

    /// Makes a database of so many people and opens a cursor over them.
    Audience(Path file, int people) throws SQLException {
        database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement();
        statement.execute("create table people (id integer primary key, name, email, balance, logins)");
        statement.execute(Letter.people(people));
        rows = statement.executeQuery("select id, name, email, balance, logins from people order by id");
    }

    /// Empty after the last.
    List<Person> page() throws SQLException {
        List<Person> page = new ArrayList<>(PAGE);
        while (page.size() < PAGE && rows.next()) {
            page.add(new Person(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getInt(4), rows.getInt(5)));
        }
        return page;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
