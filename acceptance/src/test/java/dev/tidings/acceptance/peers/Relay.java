package dev.tidings.acceptance.peers;

import dev.tidings.notification.ListenSpec.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Postfix in front of receivers: it takes mail for a domain of each and passes it on, and it takes mail for
/// people of another of whom it knows nobody, which it finds out too late and tells the sender. What it cannot
/// pass on it tries each second.
record Relay(Path folder, int port, Process master) implements AutoCloseable {
    static final String NOBODYS = "nobodys.example";

    static Optional<String> missing() {
        if (!Files.isExecutable(Postfix.MASTER)) {
            return Optional.of("Postfix is not installed");
        }
        return Machine.isRoot() ? Optional.empty() : Optional.of("Postfix starts as root only");
    }

    static String home(Protocol protocol) {
        return protocol.word() + ".example.com";
    }

    /// @param receivers ports on this machine
    static Relay start(Path folder, Map<Protocol, Integer> receivers) throws IOException, InterruptedException {
        int port = Machine.freePort();
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(folder.resolve("queue"));
        Machine.own(Files.createDirectories(folder.resolve("data")), "postfix");
        Files.writeString(etc.resolve("nobody"), "");
        Files.writeString(etc.resolve("main.cf"), settings(folder, receivers));
        Files.writeString(etc.resolve("master.cf"), Postfix.SERVICES.formatted(port));
        Machine.run(List.of("postfix", "-c", etc.toString(), "check"));
        Process master = new ProcessBuilder("setsid", Postfix.MASTER.toString(), "-c", etc.toString(), "-d")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("master.log").toFile())
                .start();
        Relay relay = new Relay(folder, port, master);
        Machine.awaitGreeting(port, master, folder.resolve("master.log"));
        return relay;
    }

    private static String settings(Path folder, Map<Protocol, Integer> receivers) {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/mail.log
                maillog_file_prefixes = %1$s
                mail_owner = postfix
                myhostname = relay.example
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                mynetworks = 127.0.0.0/8
                mydestination =
                smtp_dns_support_level = disabled
                relay_domains = %2$s, %3$s
                transport_maps = inline:{ {%2$s=smtp:[127.0.0.1]:%5$d}, {%3$s=lmtp:inet:127.0.0.1:%6$d} }
                virtual_mailbox_domains = %4$s
                virtual_mailbox_maps = texthash:%1$s/etc/nobody
                virtual_mailbox_base = %1$s
                smtpd_reject_unlisted_recipient = no
                queue_run_delay = 1s
                minimal_backoff_time = 1s
                smtpd_relay_restrictions = permit_mynetworks, reject
                """.formatted(
                        folder,
                        home(Protocol.SMTP),
                        home(Protocol.LMTP),
                        NOBODYS,
                        receivers.get(Protocol.SMTP),
                        receivers.get(Protocol.LMTP));
    }

    @Override
    public void close() {
        Machine.end(master);
    }
}
