/// **peers**: mail servers that are not of our making, and what they make of our mail. Those that are not installed
/// are skipped, and that is said aloud.
///
/// Each runs for one test, out of a folder of its own, on a port of its own, and leaves nothing behind.
@NullMarked
package dev.tidings.acceptance.peers;

import org.jspecify.annotations.NullMarked;
