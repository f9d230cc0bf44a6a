package dev.tidings.server.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/// What a command finds around it.
///
/// @param out  where a server that is started speaks
/// @param here the folder it was called in
record Surroundings(InstantSource clock, InputStream in, PrintStream out, Path here) {}
