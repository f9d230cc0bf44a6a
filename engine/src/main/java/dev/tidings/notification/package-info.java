/// **notification**: what is declared. The notification with its audience, content and delivery rules; the
/// settings of the house around it; and the one immutable value that holds them all, the workspace.
///
/// Everything here is a checked value. Nothing here knows how it was written down (YAML is the next room's
/// business), where rows come from, or how a mail leaves.
///
/// May import: mail, mime, smtp, schedule.
@NullMarked
package dev.tidings.notification;

import org.jspecify.annotations.NullMarked;
