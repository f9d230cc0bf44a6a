/// **feedback.hooks**: what providers tell by HTTP of mail that they carried, as [Arrival]s.
///
/// Two things that know nothing of each other: a [Proving] says whether a call is the provider's, by the octets
/// that came; a [Telling] reads what it says, and never fails on what it says. [Hook] joins them for one
/// provider. Event types and reasons have the words that django-anymail made usual; what we act upon has
/// Sisimai's.
///
/// May import: mail, notification, feedback, feedback.mail (what servers' words mean); Jackson.
@NullMarked
package dev.tidings.feedback.hooks;

import org.jspecify.annotations.NullMarked;
