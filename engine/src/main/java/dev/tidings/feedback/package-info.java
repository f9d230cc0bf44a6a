/// **feedback**: what comes back after a server has accepted a mail: notes of failure, complaints, answers by machines,
/// and what providers tell. Here it is values and rules alone; adapters read them out of messages and calls.
///
/// May import: mail, notification.
@NullMarked
package dev.tidings.feedback;

import org.jspecify.annotations.NullMarked;
