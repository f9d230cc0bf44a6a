/// **bus.redis**: Redis Streams as a carrier of delivery ids, and as where events of other systems come in.
///
/// Redis may lose all of it, at any time: what was carried is found in the ledger within seconds. A stream is
/// bounded by what is put, never by trimming, which would take entries that somebody holds.
///
/// May import: bus and its address; Jedis and a JSON writer, which nobody outside sees.
@NullMarked
package dev.tidings.bus.redis;

import org.jspecify.annotations.NullMarked;
