/// **source**: the sources of a workspace, opened when they are first asked, and what all kinds of them
/// share: paging, the row limit, the time limit, and failures that name source, query and reason.
///
/// May import: notification, audience, and the packages below this one.
@NullMarked
package dev.tidings.source;

import org.jspecify.annotations.NullMarked;
