/// **dns**: names looked up with what the JDK brings, its JNDI provider for DNS: the servers of this machine,
/// UDP, TCP where an answer is long, a few seconds at most.
///
/// May import: roadtest (its port [dev.tidings.roadtest.Dns]).
@NullMarked
package dev.tidings.dns;

import org.jspecify.annotations.NullMarked;
