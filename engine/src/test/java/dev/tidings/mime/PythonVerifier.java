package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What Python's dkimpy says of signatures; one process for as many messages as one likes.
final class PythonVerifier implements Closeable {
    private final Process process;
    private final OutputStream in;
    private final BufferedReader out;

    private PythonVerifier(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
        this.out = process.inputReader(UTF_8);
    }

    /// Empty when there is no python3 here, or no dkimpy.
    static Optional<PythonVerifier> start(List<DkimKey> keys) throws IOException {
        try (InputStream script = Objects.requireNonNull(PythonVerifier.class.getResourceAsStream("verify.py"))) {
            PythonVerifier verifier =
                    new PythonVerifier(new ProcessBuilder("python3", "-c", new String(script.readAllBytes(), UTF_8))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
            return verifier.knows(keys) ? Optional.of(verifier) : Optional.empty();
        } catch (IOException noPython) {
            return Optional.empty();
        }
    }

    private boolean knows(List<DkimKey> keys) throws IOException {
        StringBuilder records = new StringBuilder();
        keys.forEach(key ->
                records.append(key.name()).append(' ').append(key.record()).append('\n'));
        in.write((records + "\n").getBytes(UTF_8));
        in.flush();
        return "ready".equals(out.readLine());
    }

    List<Boolean> verify(byte[] mail) throws IOException {
        in.write((mail.length + "\n").getBytes(UTF_8));
        in.write(mail);
        in.flush();
        String line = out.readLine();
        if (line == null) throw new IOException("python3 went away");
        return line.isEmpty()
                ? List.of()
                : List.of(line.split(" ")).stream().map("ok"::equals).toList();
    }

    @Override
    public void close() throws IOException {
        try (in;
                out) {
            in.write("0\n".getBytes(UTF_8));
        }
        process.destroy();
    }
}
