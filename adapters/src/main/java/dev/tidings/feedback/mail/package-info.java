/// **feedback.mail**: reads messages that came in: notes of failure as RFC 3464 has them and as servers wrote
/// them before, complaints (RFC 5965), answers by machines (RFC 3834). A message's octets become a
/// [dev.tidings.feedback.Report].
///
/// Whatever is in the octets, nothing is thrown, and time and memory are bounded (`Limits`). What servers' words mean
/// is data: `reasons.yaml`, and `styles.yaml` for reports without a standard.
///
/// What goes out comes before what comes back: [Unhurried] rests between messages while mail is being sent.
///
/// May import: feedback; mime4j, Jackson, SnakeYAML Engine.
@NullMarked
package dev.tidings.feedback.mail;

import org.jspecify.annotations.NullMarked;
