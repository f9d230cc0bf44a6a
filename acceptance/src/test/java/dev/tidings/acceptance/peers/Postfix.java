package dev.tidings.acceptance.peers;

import dev.tidings.contracts.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Postfix, with sign-in by Cyrus SASL and mailboxes of its own: a private instance under its own `master`, beside
/// whatever Postfix the machine has.
record Postfix(Path folder, int port, Process master) implements Peer {
    static final Path MASTER = Path.of("/usr/lib/postfix/sbin/master");
    static final String SERVICES = """
            127.0.0.1:%d inet n - n - - smtpd
            cleanup   unix  n - n - 0 cleanup
            qmgr      unix  n - n 300 1 qmgr
            tlsmgr    unix  - - n 1000? 1 tlsmgr
            rewrite   unix  - - n - - trivial-rewrite
            bounce    unix  - - n - 0 bounce
            defer     unix  - - n - 0 bounce
            trace     unix  - - n - 0 bounce
            proxymap  unix  - - n - - proxymap
            error     unix  - - n - - error
            retry     unix  - - n - - error
            discard   unix  - - n - - discard
            virtual   unix  - n n - - virtual
            smtp      unix  - - n - - smtp
            lmtp      unix  - - n - - lmtp
            anvil     unix  - - n - 1 anvil
            postlog   unix-dgram n - n - 1 postlogd
            """;

    static Optional<String> missing() {
        if (!Files.isExecutable(MASTER)) {
            return Optional.of("Postfix is not installed");
        }
        if (!Machine.has("saslpasswd2")) {
            return Optional.of("sasl2-bin is not installed");
        }
        return Machine.isRoot() ? Optional.empty() : Optional.of("Postfix starts as root only");
    }

    static Postfix start(Path folder) throws IOException, InterruptedException {
        return start(folder, "");
    }

    /// One that takes mail for people whom it does not know, and finds out afterwards.
    ///
    /// @param domain  mail to it goes on
    /// @param returns to this port
    static Postfix startCredulous(Path folder, String domain, int returns) throws IOException, InterruptedException {
        return start(folder, """
                smtpd_reject_unlisted_recipient = no
                smtp_tls_security_level = none
                transport_maps = inline:{ %s=smtp:[127.0.0.1]:%d }
                queue_run_delay = 1s
                minimal_backoff_time = 1s
                """.formatted(domain, returns));
    }

    private static Postfix start(Path folder, String more) throws IOException, InterruptedException {
        int port = Machine.freePort();
        configure(folder, port, more);
        Machine.run(List.of("postfix", "-c", folder + "/etc", "check"));
        Process master = new ProcessBuilder("setsid", MASTER.toString(), "-c", folder + "/etc", "-d")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("master.log").toFile())
                .start();
        Postfix postfix = new Postfix(folder, port, master);
        Machine.awaitGreeting(port, master, folder.resolve("master.log"));
        return postfix;
    }

    private static void configure(Path folder, int port, String more) throws IOException, InterruptedException {
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(folder.resolve("queue"));
        Machine.own(Files.createDirectories(folder.resolve("data")), "postfix");
        Machine.own(Files.createDirectories(folder.resolve("mail")), "nobody");
        Files.writeString(etc.resolve("mailboxes"), Machine.people("%1$s@" + DOMAIN + " %1$s/\n"));
        Files.writeString(etc.resolve("main.cf"), settings(folder) + more);
        Files.writeString(etc.resolve("master.cf"), SERVICES.formatted(port));
        register(folder);
    }

    private static String settings(Path folder) throws IOException, InterruptedException {
        TestCertificate certificate = TestCertificate.of("dns:localhost,ip:127.0.0.1");
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/mail.log
                maillog_file_prefixes = %1$s
                mail_owner = postfix
                myhostname = localhost
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                mydestination =
                virtual_mailbox_domains = %4$s
                virtual_mailbox_maps = texthash:%1$s/etc/mailboxes
                virtual_mailbox_base = %1$s/mail
                virtual_uid_maps = static:%7$s
                virtual_gid_maps = static:%7$s
                virtual_minimum_uid = 1
                message_size_limit = %5$d
                smtpd_tls_security_level = encrypt
                smtpd_tls_cert_file = %2$s
                smtpd_tls_key_file = %3$s
                smtpd_sasl_auth_enable = yes
                smtpd_sasl_local_domain = localhost
                cyrus_sasl_config_path = %1$s/etc/sasl
                smtpd_relay_restrictions = permit_sasl_authenticated, reject
                smtpd_recipient_restrictions =
                    check_recipient_access inline:{%6$s@%4$s=REJECT}, permit_sasl_authenticated, reject
                """.formatted(
                folder, certificate.pem(), certificate.key(), DOMAIN, OCTETS_MAX, REFUSED, Machine.userId("nobody"));
    }

    /// The one who may sign in; in a folder where Debian's Postfix looks whatever it is told.
    private static void register(Path folder) throws IOException, InterruptedException {
        Path sasl = Files.createDirectories(folder.resolve("etc/sasl"));
        Files.writeString(sasl.resolve("smtpd.conf"), """
                pwcheck_method: auxprop
                auxprop_plugin: sasldb
                sasldb_path: %s/sasldb
                mech_list: SCRAM-SHA-256 PLAIN LOGIN
                """.formatted(folder));
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Machine.run(List.of("saslpasswd2", "-p", "-c", "-f", folder + "/sasldb", "-u", "localhost", USER), secret);
        Machine.own(folder.resolve("sasldb"), "postfix");
    }

    @Override
    public String transport() {
        return """
                smtp: smtp://localhost:%d
                security: starttls
                ca: %s
                user: %s
                """.formatted(
                        port, TestCertificate.of("dns:localhost,ip:127.0.0.1").pem(), USER);
    }

    @Override
    public List<byte[]> kept(String person) throws IOException {
        return Machine.maildir(folder.resolve("mail").resolve(person));
    }

    /// Its `master` leads a session of its own, so that all who work for it go with it.
    @Override
    public void close() {
        Machine.end(master);
    }
}
