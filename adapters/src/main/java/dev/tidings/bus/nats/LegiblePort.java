package dev.tidings.bus.nats;

import io.nats.client.impl.SocketDataPortWithWriteTimeout;
import java.io.IOException;

/// What the client reads from, by a [Transcription]. Public because the client makes it, by its name.
public final class LegiblePort extends SocketDataPortWithWriteTimeout {
    private final Transcription transcription = new Transcription();
    private byte[] ready = new byte[0];
    private int given;

    @Override
    public int read(byte[] to, int offset, int most) throws IOException {
        while (given == ready.length) {
            int count = super.read(to, offset, most);
            if (count <= 0) return count;
            transcription.hear(to, offset, count);
            ready = transcription.takeReady();
            given = 0;
        }
        int count = Math.min(most, ready.length - given);
        System.arraycopy(ready, given, to, offset, count);
        given += count;
        return count;
    }
}
