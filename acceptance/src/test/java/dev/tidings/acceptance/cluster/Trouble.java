package dev.tidings.acceptance.cluster;

import dev.tidings.acceptance.cluster.Cluster.Clocks;
import dev.tidings.acceptance.cluster.Cluster.Setting;
import java.time.Duration;

/// What befalls the cluster, again and again, while it sends.
enum Trouble {
    KILLED("a node is killed (`kill -9`) and started again", 1.0) {
        @Override
        void befall(Rounds rounds) throws Exception {
            rounds.one(Cluster.NODES, node -> {
                rounds.awaitMail();
                Thread.sleep(rounds.random().nextInt(800));
                long pid = rounds.cluster().node(node).process().pid();
                rounds.watchHands(pid);
                rounds.cluster().kill(node);
            });
        }
    },
    HALTED("a node stands still for 36 s (`SIGSTOP`), then goes on", 0.3) {
        @Override
        void befall(Rounds rounds) throws Exception {
            rounds.two(node -> {
                rounds.awaitMail();
                Thread.sleep(rounds.random().nextInt(1500));
                var halted = rounds.cluster().node(node);
                halted.signal("STOP");
                rounds.watchHands(halted.process().pid());
                Thread.sleep(LONGER_THAN_A_LEASE);
                halted.signal("CONT");
                Thread.sleep(rounds.random().nextInt(2000));
            });
        }
    },
    DRAINED("a node is stopped (`SIGTERM`) and started again", 0.2) {
        @Override
        void befall(Rounds rounds) throws Exception {
            rounds.one(Cluster.NODES, node -> {
                rounds.awaitMail();
                Thread.sleep(rounds.random().nextInt(800));
                rounds.watchHands(rounds.cluster().node(node).process().pid());
                rounds.cluster().drain(node);
            });
        }
    },
    DATABASE_CRASHED("the database crashes and is away for up to 3 s", 0.2) {
        @Override
        void befall(Rounds rounds) throws Exception {
            rounds.one(1, _ -> {
                rounds.awaitMail();
                Thread.sleep(rounds.random().nextInt(1500));
                rounds.timeToMail(() -> rounds.cluster()
                        .database()
                        .crash(Duration.ofMillis(rounds.random().nextInt(3000))));
            });
        }
    },
    CUT("a node is cut off from the database for up to 3 s", 0.2) {
        @Override
        void befall(Rounds rounds) throws Exception {
            rounds.one(Cluster.NODES, node -> {
                rounds.awaitMail();
                Thread.sleep(rounds.random().nextInt(1500));
                rounds.timeToMail(() -> {
                    rounds.cluster().gate(node).cut();
                    Thread.sleep(rounds.random().nextInt(3000));
                    rounds.cluster().gate(node).open();
                });
            });
        }
    },
    SWALLOWED("all between a node and the database is swallowed for 36 s, then arrives late or never", 0.1) {
        @Override
        void befall(Rounds rounds) throws Exception {
            rounds.two(node -> {
                rounds.awaitMail();
                Gate gate = rounds.cluster().gate(node);
                gate.hold();
                rounds.watchHands(rounds.cluster().node(node).process().pid());
                Thread.sleep(LONGER_THAN_A_LEASE);
                if (rounds.random().nextBoolean()) gate.cut();
                gate.open();
                Thread.sleep(rounds.random().nextInt(2000));
            });
        }
    },
    SLOW("a node's way to the database takes 150 ms each way for 10 s", 0.05) {
        @Override
        void befall(Rounds rounds) throws Exception {
            rounds.one(Cluster.NODES, node -> {
                rounds.awaitMail();
                rounds.cluster().gate(node).slow(Duration.ofMillis(150));
                Thread.sleep(10_000);
                rounds.cluster().gate(node).open();
            });
        }
    },
    CLOCKS_APART("one node's clock is 5 min ahead, another's 5 min behind, for 45 s", 0.02) {
        /// Where a clock that counts is five minutes ahead, mail has expired before it is sent.
        @Override
        Setting setting() {
            return super.setting().with(Clocks.APART).expiringIn("4m");
        }

        @Override
        void befall(Rounds rounds) throws Exception {
            rounds.one(1, _ -> Thread.sleep(45_000));
        }
    },
    CARRIER_FLUSHED("all that the carrier holds is flushed, or it is killed and started again", 0.2) {
        @Override
        boolean isFor(String carriage) {
            return !carriage.equals("store");
        }

        @Override
        void befall(Rounds rounds) throws Exception {
            Carriage.Carrier carrier = rounds.cluster().carriage().carrier().orElseThrow();
            rounds.one(1, _ -> {
                rounds.awaitMail();
                Thread.sleep(rounds.random().nextInt(1500));
                rounds.timeToMail(() -> {
                    if (rounds.random().nextBoolean()) carrier.flush();
                    else carrier.restart();
                });
            });
        }
    };

    /// A lease is 30 s, and a node is believed to be alive for as long.
    static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(36);

    private final String words;
    private final double share;

    Trouble(String words, double share) {
        this.words = words;
        this.share = share;
    }

    String words() {
        return words;
    }

    /// How often it comes where nodes are killed so often.
    int times(int kills) {
        return (int) Math.max(1, Math.round(kills * share));
    }

    Setting setting() {
        return Setting.USUAL;
    }

    boolean isFor(String carriage) {
        return true;
    }

    abstract void befall(Rounds rounds) throws Exception;
}
