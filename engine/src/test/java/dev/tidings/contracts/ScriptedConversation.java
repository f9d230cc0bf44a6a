package dev.tidings.contracts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.smtp.Verb;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One connection of a [ScriptedServer].
final class ScriptedConversation {
    private static final int CLOSED = 0;

    private final ScriptedServer server;
    private final Script script;
    private final Socket socket;
    private final int number;
    private Socket top;
    private InputStream in;
    private OutputStream out;
    private boolean secure;
    private int pushedBack = -1;
    private String obeyed = "";
    private String from = "";
    private final List<String> to = new ArrayList<>();
    private int messages;

    ScriptedConversation(ScriptedServer server, Script script, Socket socket, int number) throws IOException {
        this.server = server;
        this.script = script;
        this.socket = socket;
        this.number = number;
        this.top = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void run() throws IOException {
        if (script.isImplicitTls()) {
            secure();
        }
        int code = answer(Verb.GREETING, "220 scripted.example ESMTP");
        while (code != CLOSED) {
            String line = line();
            server.heard(line);
            obeyed = line;
            code = obey(line);
        }
    }

    /// @return the code said, or [#CLOSED]
    private int obey(String line) throws IOException {
        String word = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return switch (word) {
            case "EHLO" -> answer(Verb.EHLO, capabilities());
            case "HELO" -> answer(Verb.HELO, "250 scripted.example");
            case "STARTTLS" -> startTls();
            case "AUTH" -> auth(line);
            case "MAIL" -> mail(line);
            case "RCPT" -> rcpt(line);
            case "DATA" -> data();
            case "BDAT" -> bdat(line);
            case "RSET" -> reset();
            case "QUIT" -> {
                answer(Verb.QUIT, "221 2.0.0 bye");
                yield CLOSED;
            }
            default -> say("500 5.5.1 what is " + word + "?");
        };
    }

    private String capabilities() {
        List<String> lines = new ArrayList<>(script.offers(secure));
        if (script.tls().isPresent() && !secure) {
            lines.add("STARTTLS");
        }
        lines.addFirst("scripted.example");
        String last = lines.removeLast();
        StringBuilder reply = new StringBuilder();
        lines.forEach(line -> reply.append("250-").append(line).append("\r\n"));
        return reply.append("250 ").append(last).toString();
    }

    private int startTls() throws IOException {
        int code = answer(Verb.STARTTLS, "220 2.0.0 go ahead");
        if (code == 220 && !script.isStayingClear()) {
            secure();
        }
        return code;
    }

    private void secure() throws IOException {
        if (script.old().isPresent()) {
            script.old().get().answer(in, out);
        }
        SSLContext context = script.tls().orElseThrow();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        secure = true;
        top = tls;
        in = new BufferedInputStream(tls.getInputStream());
        out = tls.getOutputStream();
    }

    private int auth(String line) throws IOException {
        Optional<Act> act = act(Verb.AUTH);
        if (line.equalsIgnoreCase("AUTH LOGIN") && act.isEmpty()) {
            say("334 VXNlcm5hbWU6");
            server.heard(line());
            say("334 UGFzc3dvcmQ6");
            server.heard(line());
        }
        return act.isPresent() ? perform(act.get()) : say("235 2.7.0 welcome");
    }

    private int mail(String line) throws IOException {
        if (!from.isEmpty()) {
            return say("503 5.5.1 nested MAIL");
        }
        int code = answer(Verb.MAIL, "250 2.1.0 ok");
        if (code / 100 == 2) {
            from = line;
        }
        return code;
    }

    private int rcpt(String line) throws IOException {
        if (from.isEmpty()) {
            return say("503 5.5.1 MAIL first");
        }
        String recipient = line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
        Optional<Act> act = script.actFor(recipient).or(() -> act(Verb.RCPT));
        int code = act.isPresent() ? perform(act.get()) : say("250 2.1.5 ok");
        if (code / 100 == 2) {
            to.add(recipient);
        }
        return code;
    }

    private int data() throws IOException {
        int code = answer(Verb.DATA, to.isEmpty() ? "554 5.5.1 no valid recipients" : "354 go on");
        if (code != 354) {
            return code;
        }
        Optional<Act> interruption = act(Verb.CONTENT);
        if (interruption.isPresent() && perform(interruption.get()) == CLOSED) {
            return CLOSED;
        }
        byte[] content = content();
        server.heard(".");
        return end(content, !to.isEmpty());
    }

    /// The content by its length (RFC 3030), read whole whatever the answer.
    private int bdat(String line) throws IOException {
        if (script.isDeafToBdat()) {
            return say("502 5.5.1 what is BDAT?");
        }
        String[] words = line.split(" ");
        Optional<Act> hasty = act(Verb.CONTENT);
        if (hasty.isPresent() && perform(hasty.get()) == CLOSED) {
            return CLOSED;
        }
        byte[] content = new byte[Integer.parseInt(words[1])];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) octet();
        }
        server.heard(".");
        if (hasty.isPresent()) {
            forget();
            return 1; // it has answered already
        }
        if (to.isEmpty() && !script.isTakingAnyBdat()) {
            return say("554 5.5.1 no valid recipients");
        }
        return end(content, true);
    }

    /// Takes a mail before it answers, so that whoever hears the answer finds the mail.
    private int end(byte[] content, boolean takeable) throws IOException {
        Optional<Act> act = act(Verb.END_OF_DATA);
        if (takeable && act.map(ScriptedConversation::takes).orElse(true)) {
            server.took(new ReceivedMail(from, to, content));
        }
        int verdict = act.isPresent() ? perform(act.get()) : say("250 2.0.0 queued as 4711");
        messages++;
        forget();
        return verdict;
    }

    private static boolean takes(Act act) {
        return switch (act) {
            case Act.Take _ -> true;
            case Act.Say(String reply) -> reply.startsWith("2");
            case Act.Await(CountDownLatch _, Act then) -> takes(then);
            default -> false;
        };
    }

    private int reset() throws IOException {
        int code = answer(Verb.RSET, "250 2.0.0 ok");
        forget();
        return code;
    }

    private void forget() {
        from = "";
        to.clear();
    }

    private byte[] content() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (String line = contentLine(); !line.equals("."); line = contentLine()) {
            String undone = line.startsWith(".") ? line.substring(1) : line;
            content.writeBytes((undone + "\r\n").getBytes(ISO_8859_1));
        }
        return content.toByteArray();
    }

    private String contentLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int octet = octet();
            if (octet == '\r') {
                int next = octet();
                if (next == '\n') {
                    return line.toString();
                }
                pushedBack = next;
            }
            if (script.isLenient() && (octet == '\r' || octet == '\n')) {
                return line.toString();
            }
            line.append((char) octet);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            line.write(octet);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    private int octet() throws IOException {
        if (pushedBack >= 0) {
            int octet = pushedBack;
            pushedBack = -1;
            return octet;
        }
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException();
        }
        if (!secure) {
            server.heardInClear(octet);
        }
        return octet;
    }

    private Optional<Act> act(Verb at) {
        return script.act(at, number, messages);
    }

    private int answer(Verb at, String well) throws IOException {
        Optional<Act> act = act(at);
        return act.isPresent() ? perform(act.get()) : say(well);
    }

    private int perform(Act act) throws IOException {
        return switch (act) {
            case Act.Say(String reply) -> say(reply);
            case Act.SayAndDrop(String reply) -> {
                say(reply);
                top.shutdownOutput();
                yield hearOut();
            }
            case Act.Take(Act then) -> perform(then);
            case Act.Await(CountDownLatch sign, Act then) -> {
                await(sign);
                yield perform(then);
            }
            case Act.Drop() -> CLOSED;
            case Act.Reset() -> {
                socket.setSoLinger(true, 0);
                socket.close();
                yield CLOSED;
            }
            case Act.Silence() -> hearOut();
            case Act.Deafness() -> {
                while (!socket.isClosed()) {
                    LockSupport.parkNanos(10_000_000);
                }
                yield CLOSED;
            }
            case Act.Converse converse -> converse(converse);
            case Act.Drip drip -> drip(drip);
            case Act.Flood flood -> flood(flood);
        };
    }

    private static void await(CountDownLatch sign) throws IOException {
        try {
            sign.await();
        } catch (InterruptedException asked) {
            throw new InterruptedIOException();
        }
    }

    /// Ends when the client closes.
    private int hearOut() throws IOException {
        while (true) {
            octet();
        }
    }

    private int converse(Act.Converse converse) throws IOException {
        List<String> heard = new ArrayList<>(List.of(obeyed));
        int code = perform(converse.next().apply(List.copyOf(heard)));
        while (code == 334) {
            String line = line();
            server.heard(line);
            heard.add(line);
            code = line.equals("*")
                    ? say("501 5.7.0 cancelled")
                    : perform(converse.next().apply(List.copyOf(heard)));
        }
        return code;
    }

    private int say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(ISO_8859_1));
        out.flush();
        return reply.matches("(?s)[1-5]\\d\\d.*") ? Integer.parseInt(reply, 0, 3, 10) : 1;
    }

    /// Ends when the client has had enough and closes.
    private int drip(Act.Drip drip) throws IOException {
        out.write("250 ".getBytes(UTF_8));
        while (true) {
            out.write('x');
            out.flush();
            LockSupport.parkNanos(drip.between().toNanos());
        }
    }

    private int flood(Act.Flood flood) throws IOException {
        byte[] line = ("250-" + "x".repeat(100) + "\r\n").getBytes(UTF_8);
        for (int octets = 0; octets < flood.octets(); octets += line.length) {
            out.write(line);
        }
        return say("250 enough");
    }
}
