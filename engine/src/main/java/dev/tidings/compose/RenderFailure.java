package dev.tidings.compose;

/// A template could not be compiled or rendered.
public final class RenderFailure extends Exception {
    private final String path;
    private final int line;

    /// @param path of the template
    /// @param line from 1; 0 when not known
    /// @param why  in a sentence, without the place
    public RenderFailure(String path, int line, String why) {
        super(why);
        this.path = path;
        this.line = line;
    }

    public String path() {
        return path;
    }

    public int line() {
        return line;
    }

    public String why() {
        return String.valueOf(getMessage());
    }

    @Override
    public String toString() {
        return (line > 0 ? path + ":" + line : path) + ": " + getMessage();
    }
}
