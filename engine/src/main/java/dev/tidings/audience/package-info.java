/// **audience**: who. Sources give rows; rows give recipients.
///
/// Rows are streamed: a million recipients pass through in pages. Nothing here knows when, what is written
/// to a recipient, or how it leaves.
///
/// May import: mail, schedule, notification.
@NullMarked
package dev.tidings.audience;

import org.jspecify.annotations.NullMarked;
