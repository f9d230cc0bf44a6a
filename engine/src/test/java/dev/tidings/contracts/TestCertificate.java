package dev.tidings.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A self-signed certificate for one name, made once for all tests of a run by the JDK's own keytool.
///
/// @param server what a server needs to show it
/// @param pem    the certificate alone, for those who are to trust it
/// @param key    its private key, for servers that read files
/// @param store  both in PKCS #12, under [#PASSWORD]
public record TestCertificate(SSLContext server, Path pem, Path key, Path store) {
    public static final String PASSWORD = "changeit";

    private static final Map<String, TestCertificate> MADE = new ConcurrentHashMap<>();

    /// @param names such as `dns:localhost,ip:127.0.0.1`
    public static TestCertificate of(String names) {
        return MADE.computeIfAbsent(names, each -> make(each, "-0d"));
    }

    /// One whose time is over.
    public static TestCertificate expired(String names) {
        return MADE.computeIfAbsent("expired " + names, _ -> make(names, "-10d"));
    }

    /// @param start before now, as keytool says it; two days before the end
    private static TestCertificate make(String names, String start) {
        try {
            Path folder = Files.createTempDirectory("tidings-certificate");
            folder.toFile().deleteOnExit();
            Path store = folder.resolve("store.p12");
            store.toFile().deleteOnExit();
            keytool(store, names, start);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Path pem = pem(folder, "certificate", keys.getCertificate("server").getEncoded());
            Path key = pem(
                    folder,
                    "private key",
                    keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
            return new TestCertificate(serving(keys), pem, key, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path pem(Path folder, String what, byte[] octets) throws IOException {
        Path pem = folder.resolve(what.replace(' ', '-') + ".pem");
        pem.toFile().deleteOnExit();
        String base64 = Base64.getMimeEncoder().encodeToString(octets);
        String label = what.toUpperCase(Locale.ROOT);
        return Files.writeString(pem, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
    }

    private static void keytool(Path store, String names, String start) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String[] command = {
            keytool,
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-startdate",
            start,
            "-validity",
            "2",
            "-dname",
            "CN=test",
            "-ext",
            "san=" + names,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD
        };
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static SSLContext serving(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
