package dev.tidings.feedback.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A server that says what a test wants it to. Whatever the test does not answer itself is answered as by a
/// mailbox with one message, whose UID is 7.
final class TinyImap implements AutoCloseable {
    static final String MESSAGE = "Subject: bounce\r\n\r\nNobody.\r\n";

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String capabilities;
    private final Optional<SSLContext> tls;
    private final Script script;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    interface Script {
        /// @param command in upper case: `UID FETCH …`
        /// @return lines as they go out, `%s` for the tag; empty for the usual
        Optional<String> answer(String command);
    }

    TinyImap(String capabilities, Optional<SSLContext> tls, Script script) throws IOException {
        this.capabilities = "IMAP4rev1 " + capabilities;
        this.tls = tls;
        this.script = script;
        Thread.startVirtualThread(this::accept);
    }

    TinyImap(Script script) throws IOException {
        this("UIDPLUS", Optional.empty(), script);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Without tags, in order.
    List<String> heard() {
        return heard;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException closed) {
            // nobody is let in any more
        }
    }

    private void serve(Socket client) {
        try (client) {
            write(client, "* OK here\r\n");
            converse(client);
        } catch (IOException broken) {
            // as some tests want it
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String tag = line.contains(" ") ? line.substring(0, line.indexOf(' ')) : "";
            String command = line.substring(line.indexOf(' ') + 1);
            heard.add(command);
            write(client, answer(command).replace("%s", tag));
            if (command.equals("STARTTLS") && tls.isPresent()) {
                converse(secured(client));
                return;
            }
        }
    }

    private SSLSocket secured(Socket client) throws IOException {
        SSLSocket secured = (SSLSocket) tls.orElseThrow().getSocketFactory().createSocket(client, null, true);
        secured.setUseClientMode(false);
        return secured;
    }

    private String answer(String command) {
        return script.answer(command).orElseGet(() -> {
            String ok = "%s OK done\r\n";
            if (command.equals("CAPABILITY")) {
                return "* CAPABILITY " + capabilities + "\r\n" + ok;
            }
            if (command.startsWith("SELECT")) {
                return "* 1 EXISTS\r\n* OK [UIDVALIDITY 1] \r\n* OK [UIDNEXT 8] \r\n" + ok;
            }
            if (command.startsWith("UID SEARCH")) {
                return "* SEARCH 7\r\n" + ok;
            }
            return command.startsWith("UID FETCH 7 ") ? fetched(7, MESSAGE) + ok : ok;
        });
    }

    static String fetched(long uid, String message) {
        return "* 1 FETCH (UID " + uid + " INTERNALDATE \"01-Jan-2027 10:00:00 +0000\" BODY[]<0> {" + message.length()
                + "}\r\n" + message + ")\r\n";
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
