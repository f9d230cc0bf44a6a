/// **server.feedback**: the door at which providers tell what became of mail. Strangers reach it as they do readers'
/// links: whoever proves to be a provider of `tidings.yaml` may tell, and do nothing else.
///
/// May import: server, leave, and of engine and adapters notification, feedback, feedback.hooks.
@NullMarked
package dev.tidings.server.feedback;

import org.jspecify.annotations.NullMarked;
