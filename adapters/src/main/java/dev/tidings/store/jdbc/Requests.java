package dev.tidings.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What was asked for by name, by the occurrence that it brought about.
public final class Requests {
    private Requests() {}

    public record Request(long occurrence, String name) {}

    public static Request read(ResultSet row) throws SQLException {
        return new Request(row.getLong("occurrence"), row.getString("name"));
    }

    public static Map<Long, String> named(List<Request> requests) {
        return requests.stream().collect(Collectors.toMap(Request::occurrence, Request::name));
    }
}
