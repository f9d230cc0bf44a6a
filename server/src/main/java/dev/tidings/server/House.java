package dev.tidings.server;

import dev.tidings.deliver.Transcripts;
import dev.tidings.run.Tidings;
import dev.tidings.transport.catcher.Catcher;
import java.time.InstantSource;

/// What pages and calls are answered from.
///
/// @param transcripts whose conversations are written down
/// @param token whoever has it may use console and API
public record House(
        Tidings tidings,
        Catcher catcher,
        Transcripts transcripts,
        InstantSource clock,
        StoreHealth storeHealth,
        String token) {}
