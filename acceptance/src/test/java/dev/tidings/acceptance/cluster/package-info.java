/// **cluster**: what befalls nodes that work from one database, tried out with real processes. Nodes are killed
/// and halted, their database is crashed, the network between is cut, swallows everything or is slow, clocks
/// are wrong; an independent sink counts what becomes of the mail, and a schedule goes on beside it.
///
/// `acceptance/cluster.sh` runs it and prints what came of it. What carries delivery ids between the nodes is a
/// [Carriage]; each story runs over any of them.
@NullMarked
package dev.tidings.acceptance.cluster;

import org.jspecify.annotations.NullMarked;
