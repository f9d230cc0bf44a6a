package dev.tidings.bench.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/// How the sink behaves.
///
/// @param chunking    offers CHUNKING
/// @param faults      whether one mail in a hundred meets a fault
/// @param atOnce      TLS from the first octet
/// @param byStarttls  TLS on demand
record Manners(
        boolean chunking, boolean faults, Optional<SSLSocketFactory> atOnce, Optional<SSLSocketFactory> byStarttls) {
    /// What the bench's key stores are locked with.
    private static final char[] STORE_KEY = "changeit".toCharArray();

    static Manners of(String[] words) throws IOException, GeneralSecurityException {
        List<String> all = List.of(words);
        for (String word : all) {
            if (!word.matches("chunking|faults|(tls|starttls)=.+")) {
                throw new IllegalArgumentException(
                        "chunking, faults, tls=FILE or starttls=FILE were expected, not " + word);
            }
        }
        return new Manners(all.contains("chunking"), all.contains("faults"), tls(all, "tls="), tls(all, "starttls="));
    }

    private static Optional<SSLSocketFactory> tls(List<String> words, String key)
            throws IOException, GeneralSecurityException {
        Optional<String> file = words.stream()
                .filter(word -> word.startsWith(key))
                .map(word -> word.substring(key.length()))
                .findFirst();
        return file.isEmpty() ? Optional.empty() : Optional.of(tls(Path.of(file.get())));
    }

    private static SSLSocketFactory tls(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE_KEY);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_KEY);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    String ehlo(boolean secured) {
        return "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n"
                + (chunking ? "250-CHUNKING\r\n" : "")
                + (byStarttls.isPresent() && !secured ? "250-STARTTLS\r\n" : "")
                + "250 SIZE 50000000\r\n";
    }
}
