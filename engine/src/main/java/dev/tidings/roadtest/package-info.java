/// **roadtest**: a road tried out, step by step, in plain words. From the server's name to the mail in its
/// hands: who answers, how it proves who it is, what it offers, whether it lets us in and takes our senders;
/// and whether DNS says what receivers look for.
///
/// [RoadTest] makes a [Report]: steps with a mark, what was found, what to do about it, and the facts behind
/// it. It uses the client that sends mail and the composer that writes it, and has neither a pool nor a
/// breaker: what it meets changes nothing on the road itself.
///
/// May import: mail, mime, smtp, notification, workspace, audience, compose, deliver.
@NullMarked
package dev.tidings.roadtest;

import org.jspecify.annotations.NullMarked;
