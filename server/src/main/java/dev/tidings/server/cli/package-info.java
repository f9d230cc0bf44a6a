/// **server.cli**: the command line. One class a command; each reads what it was told, asks the rooms, and
/// says what came of it.
///
/// Commands speak with the server that runs the workspace where there is one, and open the store themselves
/// where there is none. What goes wrong is a [Stop][dev.tidings.server.cli.Stop]: a sentence, what to do
/// about it, and an exit code.
///
/// May import: every room of the engine, the catcher, feedback.mail, feedback.hooks, server, answer, suppression.
@NullMarked
package dev.tidings.server.cli;

import org.jspecify.annotations.NullMarked;
