/// **server.leave**: the door by which readers leave (RFC 8058). The one part of the house that strangers
/// reach: whoever holds a sealed link may keep mail from one address, and do nothing else.
///
/// May import: server, answer, api, and the engine's mail, notification, compose, deliver.
@NullMarked
package dev.tidings.server.leave;

import org.jspecify.annotations.NullMarked;
