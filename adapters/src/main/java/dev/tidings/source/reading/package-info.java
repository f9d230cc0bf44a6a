/// **source.reading**: what all kinds of sources share. A question with its limits, a record at a time, made
/// into pages.
///
/// May import: notification, audience, and of compose the guess at what was meant.
@NullMarked
package dev.tidings.source.reading;

import org.jspecify.annotations.NullMarked;
