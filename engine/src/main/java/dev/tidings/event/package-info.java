/// **event**: something that happened. Metrics, log lines, the live console and webhooks are listeners.
///
/// May import: mail, schedule, notification, workspace, audience, deliver.
@NullMarked
package dev.tidings.event;

import org.jspecify.annotations.NullMarked;
