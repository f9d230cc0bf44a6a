package dev.tidings.feedback.hooks;

import java.io.IOException;
import java.net.URI;

/// Gets what is at an address, which was checked before.
public interface Fetch {
    /// @throws IOException when it cannot be had; a reason for the log
    byte[] get(URI url) throws IOException;
}
