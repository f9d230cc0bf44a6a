package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What Python's `email` package sees in a message; one process for as many messages as one likes.
final class PythonReader implements Closeable {
    private final Process process;
    private final OutputStream in;
    private final BufferedReader out;

    private PythonReader(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
        this.out = process.inputReader(UTF_8);
    }

    /// Empty when there is no python3 here.
    static Optional<PythonReader> start() throws IOException {
        try (InputStream script = Objects.requireNonNull(PythonReader.class.getResourceAsStream("read.py"))) {
            String code = new String(script.readAllBytes(), UTF_8);
            return Optional.of(new PythonReader(new ProcessBuilder("python3", "-c", code)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()));
        } catch (IOException noPython) {
            return Optional.empty();
        }
    }

    List<String> read(byte[] message) throws IOException {
        in.write((message.length + "\n").getBytes(UTF_8));
        in.write(message);
        in.flush();
        List<String> facts = new ArrayList<>();
        for (String line = out.readLine(); line == null || !line.isEmpty(); line = out.readLine()) {
            if (line == null) throw new IOException("python3 went away after " + facts);
            facts.add(new String(Base64.getDecoder().decode(line), UTF_8));
        }
        return facts;
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
