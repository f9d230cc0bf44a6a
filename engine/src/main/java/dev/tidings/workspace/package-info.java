/// **workspace**: files → [dev.tidings.notification.Workspace]. Reads YAML and templates, finds every problem
/// and says where it is and how to mend it; watches the folder and reads it again.
///
/// A reading is whole or it is nothing: the value it gives is complete and checked, and a later reading with
/// problems leaves the earlier value in place. Nothing here runs a query, renders a mail or sends one.
///
/// May import: mail, smtp, schedule, notification.
@NullMarked
package dev.tidings.workspace;

import org.jspecify.annotations.NullMarked;
