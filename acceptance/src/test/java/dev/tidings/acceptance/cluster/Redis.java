package dev.tidings.acceptance.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Debian's `redis-server`, which keeps nothing on disk.
record Redis(Broker broker) implements Carriage.Carrier {
    static final String PROGRAM = "redis-server";

    static Redis start(Path folder) throws IOException {
        int port = Broker.freePort();
        List<String> command = List.of(
                PROGRAM,
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "no");
        return new Redis(Broker.start(command, folder.resolve("redis.log"), port));
    }

    @Override
    public int port() {
        return broker.port();
    }

    @Override
    public void flush() throws IOException {
        String answer = broker.ask("FLUSHALL");
        if (!answer.equals("+OK")) throw new IOException("redis does not flush: " + answer);
    }

    @Override
    public void restart() throws IOException {
        broker.restart(() -> {});
    }

    @Override
    public void close() {
        broker.close();
    }
}
