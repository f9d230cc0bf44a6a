/// **server.suppression**: lists of whom not to mail, in and out of the house as CSV.
///
/// May import: every room of the engine, and how CSV is read.
@NullMarked
package dev.tidings.server.suppression;

import org.jspecify.annotations.NullMarked;
