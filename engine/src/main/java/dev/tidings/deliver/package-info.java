/// **deliver**: how. A delivery on its way to one envelope recipient: claims, attempts, outcomes and
/// verdicts; the roads it may take, with their connections, rates and breakers.
///
/// A message arrives here as octets. Nothing here knows who chose the recipient or how the text came about.
///
/// May import: mail, smtp, notification, workspace (what replies mean), audience, compose.
@NullMarked
package dev.tidings.deliver;

import org.jspecify.annotations.NullMarked;
