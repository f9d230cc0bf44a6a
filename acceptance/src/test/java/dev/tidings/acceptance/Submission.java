package dev.tidings.acceptance;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A running [SubmissionServer] and the mail it took.
record Submission(Process process, int port, Path folder) implements AutoCloseable {
    static Submission start(Path folder) throws IOException {
        Files.createDirectories(folder);
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Processes.java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        classes,
                        SubmissionServer.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("server.err").toFile())
                .start();
        return new Submission(process, Integer.parseInt(Processes.firstLine(process)), folder);
    }

    /// The lines of `tidings.yaml` that reach it.
    String transport(Path secret) throws IOException {
        Files.writeString(secret, SubmissionServer.SECRET);
        return """
                transports:
                  main:
                    smtp: smtp://localhost:%d
                    security: starttls
                    user: %s
                    password: ${file:%s}
                    ca: %s
                """.formatted(port, SubmissionServer.USER, secret, folder.resolve("ca.pem"));
    }

    /// Messages by envelope recipient.
    Map<String, List<MimeMessage>> mail() throws IOException, MessagingException {
        Map<String, List<MimeMessage>> mail = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".eml"))
                    .sorted()
                    .toList()) {
                String to = file.getFileName().toString().replaceFirst("\\.\\d+\\.eml$", "");
                try (InputStream in = Files.newInputStream(file)) {
                    mail.computeIfAbsent(to, _ -> new ArrayList<>())
                            .add(new MimeMessage(Session.getInstance(new Properties()), in));
                }
            }
        }
        return mail;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
