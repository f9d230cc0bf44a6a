/// **bus**: says that there is work. It carries no mail and no truth: losing every word of it costs a poll
/// interval, never a mail.
///
/// May import: the JDK.
@NullMarked
package dev.tidings.bus;

import org.jspecify.annotations.NullMarked;
