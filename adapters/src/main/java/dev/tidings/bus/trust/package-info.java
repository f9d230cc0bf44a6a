/// **bus.trust**: whose certificates a server of messages may show.
///
/// May import: the JDK.
@NullMarked
package dev.tidings.bus.trust;

import org.jspecify.annotations.NullMarked;
