/// **transport.catcher**: mail that may not leave the house, kept for people to look at.
///
/// A file of its own beside the store: losing it loses nothing but the looking. It holds the latest mails
/// only.
///
/// May import: every room of the engine; SQLite; Jakarta Mail, to read what was kept.
@NullMarked
package dev.tidings.transport.catcher;

import org.jspecify.annotations.NullMarked;
