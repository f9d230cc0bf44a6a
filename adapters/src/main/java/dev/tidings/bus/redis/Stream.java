package dev.tidings.bus.redis;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamConsumerInfo;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.StreamGroupInfo;
import redis.clients.jedis.resps.StreamPendingEntry;

/// A stream as one consumer of a group sees it.
///
/// @param key   the stream's
/// @param group its readers; made, with the stream, when they are missed
/// @param me    a consumer of the group
record Stream(String key, String group, String me) {
    static final StreamEntryID BEGINNING = new StreamEntryID(0, 0);

    /// What nobody has read yet.
    List<StreamEntry> read(RedisClient client, XReadGroupParams params) {
        @Nullable
        List<Map.Entry<String, List<StreamEntry>>> read =
                client.xreadGroup(group, me, params, Map.of(key, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
        return read == null || read.isEmpty() ? List.of() : read.getFirst().getValue();
    }

    /// What somebody has had for so long without acknowledging it; it is mine now. Entries that are no more come as
    /// empty ones where the server tells of them.
    List<StreamEntry> takeOver(RedisClient client, long idleMillis, int most) {
        return client.xautoclaim(
                        key,
                        group,
                        me,
                        idleMillis,
                        BEGINNING,
                        XAutoClaimParams.xAutoClaimParams().count(most))
                .getValue();
    }

    /// Entries that lie with somebody for so long, with how often they were given out.
    List<StreamPendingEntry> lying(RedisClient client, long idleMillis, int most) {
        return client.xpending(
                key,
                group,
                XPendingParams.xPendingParams(StreamEntryID.MINIMUM_ID, StreamEntryID.MAXIMUM_ID, most)
                        .idle(idleMillis));
    }

    /// Consumers that have nothing and have not been heard of for so long are struck off.
    void strikeOff(RedisClient client, long idleMillis) {
        for (StreamConsumerInfo each : client.xinfoConsumers2(key, group)) {
            if (each.getPending() == 0
                    && each.getIdle() > idleMillis
                    && !each.getName().equals(me)) {
                client.xgroupDelConsumer(key, group, each.getName());
            }
        }
    }

    /// Up to where the group has read.
    StreamEntryID reached(RedisClient client) {
        return client.xinfoGroups(key).stream()
                .filter(each -> each.getName().equals(group))
                .map(StreamGroupInfo::getLastDeliveredId)
                .findFirst()
                .orElse(BEGINNING);
    }

    /// Makes a group again that had been there, where it was; at the beginning of a stream that is another one now.
    void makeAgain(RedisClient client, StreamEntryID reached) {
        make(client, last(client).compareTo(reached) < 0 ? BEGINNING : reached);
    }

    private StreamEntryID last(RedisClient client) {
        return client.exists(key) ? client.xinfoStream(key).getLastGeneratedId() : BEGINNING;
    }

    /// Makes the group, and the stream where there is none.
    void make(RedisClient client, StreamEntryID from) {
        try {
            client.xgroupCreate(key, group, from, true);
        } catch (JedisDataException there) {
            if (!String.valueOf(there.getMessage()).startsWith("BUSYGROUP")) throw there;
        }
    }

    static boolean isMissing(JedisDataException refusal) {
        String words = String.valueOf(refusal.getMessage());
        return words.startsWith("NOGROUP") || words.startsWith("ERR no such key") || words.contains("UNBLOCKED");
    }
}
