package dev.tidings.acceptance.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Exim, installed or unpacked below `acceptance/target/exim` (it cannot be installed beside Postfix). Debian's wants
/// its own user; where that is missing it sees another `/etc/passwd`, in a mount namespace of its own.
record Exim(Path folder, int port, Process daemon) implements Peer {
    private static final Path UNPACKED = Path.of(System.getProperty("tidings.root", ".."), "acceptance/target/exim")
            .toAbsolutePath()
            .normalize();
    private static final String DEBIAN_USER = "Debian-exim";
    private static final String UNUSED_ID = "60997";
    private static final String START = """
            mount --bind "$0/passwd" /etc/passwd && mount --bind "$0/group" /etc/group &&
            exec "$0/exim4" -C "$0/exim.conf" -bdf
            """;
    private static final String SETTINGS = """
            exim_path = %1$s/exim4
            keep_environment = LD_LIBRARY_PATH
            primary_hostname = localhost
            spool_directory = %1$s/spool
            log_file_path = %1$s/log/%%slog
            pid_file_path = %1$s/spool/exim.pid
            daemon_smtp_ports = %2$d
            local_interfaces = 127.0.0.1
            deliver_drop_privilege
            smtp_accept_queue_per_connection = 0
            message_size_limit = %3$d
            tls_advertise_hosts = *
            tls_certificate = %1$s/certificate.pem
            tls_privatekey = %1$s/key.pem
            auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
            chunking_advertise_hosts = *
            acl_smtp_rcpt = recipient
            acl_smtp_data = content

            begin acl
            recipient:
              require authenticated = *
              deny    recipients = %4$s@%5$s
              require verify = recipient
              accept
            content:
              accept

            begin routers
            mailboxes:
              driver = accept
              domains = %5$s
              local_parts = lsearch;%1$s/people
              transport = mailbox

            begin transports
            mailbox:
              driver = appendfile
              directory = %1$s/mail/$local_part_data
              maildir_format
              create_directory

            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
              server_prompts = :
              server_condition = ${if and{{eq{$auth2}{%6$s}}{eq{$auth3}{%7$s}}}}
              server_set_id = $auth2
            """;

    static Optional<String> missing() {
        if (binary().isEmpty()) {
            return Optional.of("Exim is neither installed nor unpacked");
        }
        if (!Machine.isRoot()) {
            return Optional.of("Exim starts as root only");
        }
        if (!Machine.has("openssl")) {
            return Optional.of("OpenSSL, which makes its certificate, is not installed");
        }
        try {
            Machine.run(List.of("unshare", "-m", "true"));
            return Optional.empty();
        } catch (IOException | InterruptedException forbidden) {
            return Optional.of("Exim wants a mount namespace of its own, which is not allowed here");
        }
    }

    private static Optional<Path> binary() {
        return List.of(Path.of("/usr/sbin/exim4"), UNPACKED.resolve("usr/sbin/exim4")).stream()
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path program(Path folder) {
        return folder.resolve("exim4");
    }

    static Exim start(Path folder) throws IOException, InterruptedException {
        int port = Machine.freePort();
        Files.copy(binary().orElseThrow(), program(folder));
        // not set-user-id: a program that is finds no libraries but the system's
        Files.setPosixFilePermissions(program(folder), PosixFilePermissions.fromString("rwxr-xr-x"));
        configure(folder, port);
        Process daemon = daemon(folder);
        Machine.awaitGreeting(port, daemon, folder.resolve("exim.log"));
        return new Exim(folder, port, daemon);
    }

    private static Process daemon(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("setsid", "unshare", "-m", "sh", "-c", START, folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("exim.log").toFile());
        builder.environment().put("LD_LIBRARY_PATH", libraries());
        return builder.start();
    }

    private static String libraries() throws IOException {
        if (!Files.isDirectory(UNPACKED)) {
            return "";
        }
        try (Stream<Path> all = Files.list(UNPACKED.resolve("usr/lib"))) {
            return all.map(Path::toString).collect(Collectors.joining(":"));
        }
    }

    private static void configure(Path folder, int port) throws IOException, InterruptedException {
        String user = user();
        Files.writeString(
                folder.resolve("passwd"),
                withLine("/etc/passwd", "%1$s:x:%2$s:%2$s::/:/usr/sbin/nologin\n".formatted(DEBIAN_USER, user)));
        Files.writeString(folder.resolve("group"), withLine("/etc/group", "%s:x:%s:\n".formatted(DEBIAN_USER, user)));
        for (String name : List.of("spool", "log", "mail")) {
            Machine.own(Files.createDirectories(folder.resolve(name)), user);
        }
        certify(folder, user);
        Files.writeString(folder.resolve("people"), Machine.people("%1$s: %1$s\n"));
        Files.writeString(
                folder.resolve("exim.conf"),
                SETTINGS.formatted(folder, port, OCTETS_MAX, REFUSED, DOMAIN, USER, SECRET));
    }

    private static String user() throws InterruptedException {
        try {
            return Machine.userId(DEBIAN_USER);
        } catch (IOException unknown) {
            return UNUSED_ID;
        }
    }

    private static String withLine(String file, String line) throws IOException {
        String content = Files.readString(Path.of(file));
        return content.contains(DEBIAN_USER) ? content : content + line;
    }

    /// By OpenSSL, for GnuTLS cannot read an elliptic key as the JDK writes it.
    private static void certify(Path folder, String user) throws IOException, InterruptedException {
        Path key = folder.resolve("key.pem");
        Machine.run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key.toString(),
                "-out",
                folder.resolve("certificate.pem").toString()));
        Machine.own(key, user);
    }

    @Override
    public String transport() {
        return """
                smtp: smtp://localhost:%d
                security: starttls
                ca: %s
                user: %s
                """.formatted(port, folder.resolve("certificate.pem"), USER);
    }

    @Override
    public List<byte[]> kept(String person) throws IOException {
        return Machine.maildir(folder.resolve("mail").resolve(person));
    }

    @Override
    public void close() {
        Machine.end(daemon);
    }
}
