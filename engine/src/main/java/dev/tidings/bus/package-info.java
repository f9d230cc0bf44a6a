/// **bus**: wakes whoever waits for work, carries ids of deliveries between nodes, and hears events of other systems.
///
/// Losing what it carries costs seconds, never a mail: the ledger is the truth. Nothing here knows what a mail is.
///
/// May import: the JDK.
@NullMarked
package dev.tidings.bus;

import org.jspecify.annotations.NullMarked;
