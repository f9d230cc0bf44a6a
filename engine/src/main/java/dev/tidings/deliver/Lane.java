package dev.tidings.deliver;

import java.util.Optional;

/// Where mail waits: for a road, and with those for the same domain where that domain has no room just now.
///
/// In the ledger both are a road's name: `main`, `main/gmail.com`. No transport has a slash in its name.
///
/// @param domain empty for everybody else
public record Lane(String road, Optional<String> domain) {
    private static final char BETWEEN = '/';

    public static Lane of(String name) {
        int between = name.indexOf(BETWEEN);
        return between < 0
                ? new Lane(name, Optional.empty())
                : new Lane(name.substring(0, between), Optional.of(name.substring(between + 1)));
    }

    public static Lane of(String road, String domain) {
        return new Lane(road, Optional.of(domain));
    }

    /// The [TransportSpec#name] of the road that a lane belongs to.
    public static String road(String name) {
        return of(name).road;
    }

    public String name() {
        return domain.map(each -> road + BETWEEN + each).orElse(road);
    }
}
