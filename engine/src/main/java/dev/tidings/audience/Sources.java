package dev.tidings.audience;

import java.util.Optional;

/// The sources of a workspace, by the names queries use.
@FunctionalInterface
public interface Sources {
    Optional<Source> named(String name);
}
