package dev.tidings.acceptance.cluster;

import java.io.IOException;

/// Sees to it that there is mail to send for as long as the story goes on, and more of it than all nodes take
/// into their hands: who comes back finds some.
final class Feeding implements AutoCloseable {
    private static final long LOOK_MILLIS = 700;
    private static final int WAITING_LEAST = 1500;
    /// While nothing leaves, since all of it is in the hands of those who are gone.
    private static final int WAITING_MOST = 6000;

    private final Cluster cluster;
    private final Thread thread;
    private volatile boolean over;

    private Feeding(Cluster cluster) {
        this.cluster = cluster;
        this.thread = Thread.ofVirtual().name("feeding").unstarted(this::feed);
    }

    static Feeding begin(Cluster cluster) {
        Feeding feeding = new Feeding(cluster);
        feeding.thread.start();
        return feeding;
    }

    private void feed() {
        try {
            int fired = 0;
            int heard = 0;
            while (!over) {
                int now = cluster.taken().size();
                if (fired - now < (now == heard ? WAITING_MOST : WAITING_LEAST)) fired += fire();
                heard = now;
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int fire() throws IOException, InterruptedException {
        cluster.fire(People.EVERYONE);
        cluster.fire(People.CAREFUL);
        return People.many(People.EVERYONE) + People.many(People.CAREFUL);
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
