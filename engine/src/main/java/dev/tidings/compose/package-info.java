/// **compose**: what. A recipient, their data and a template become one message, or a reason why not.
///
/// It fails closed: a missing variable, a failed query, an empty subject or an oversize body sends nothing,
/// and concerns that one recipient only. Nothing here knows when a mail was due or how it leaves.
///
/// May import: mail, mime, schedule, notification, workspace, audience.
@NullMarked
package dev.tidings.compose;

import org.jspecify.annotations.NullMarked;
