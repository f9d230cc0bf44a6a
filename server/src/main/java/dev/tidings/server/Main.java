package dev.tidings.server;

import dev.tidings.server.cli.Commands;

/// Where the process begins, once it is known that this Java is new enough.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Commands.line(args).execute(args));
    }
}
