/// **workspace**: files → [dev.tidings.notification.Workspace]. Reads YAML and templates, finds every problem
/// and says where it is and how to mend it; watches the folder and reads it again.
///
/// A reading is whole or it is nothing: the value it gives is complete and checked, and a later reading with
/// problems leaves the earlier value in place. Nothing here runs a query, renders a mail or sends one.
///
/// The reader asks each place of a file for what it should hold (`Node`, `Fields`), by the one table of keys
/// (`Section`) and the sorts of values (`Kinds`); what is wrong is noted on the file's `Page`, and reading
/// goes on.
///
/// May import: mail, mime, smtp, schedule, notification.
@NullMarked
package dev.tidings.workspace;

import org.jspecify.annotations.NullMarked;
