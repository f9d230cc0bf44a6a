package dev.tidings.server;

/**
 * Where the process begins. Compiled for Java 8, so that an old Java says what is needed instead of
 * UnsupportedClassVersionError; a new one goes on with Main.
 */
public final class Boot {
    private static final int NEEDED = 25;

    private Boot() {}

    public static void main(String[] args) throws Throwable {
        int version = version(System.getProperty("java.specification.version", "0"));
        if (version < NEEDED) {
            System.err.println("tidings: Java " + NEEDED + " or newer is needed; this is Java " + version + " ("
                    + System.getProperty("java.home") + ").");
            System.err.println("    ./tidings finds a newer one if it is installed; or call its java by path.");
            System.exit(1);
        }
        try {
            Class.forName("dev.tidings.server.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (java.lang.reflect.InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** 1.8 is 8. */
    private static int version(String written) {
        return Integer.parseInt(written.replaceFirst("^1\\.", "").replaceFirst("[^0-9].*$", ""));
    }
}
