package dev.tidings.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Turns a host's name into its addresses, best first.
@FunctionalInterface
interface Resolver {
    Resolver SYSTEM = InetAddress::getAllByName;

    InetAddress[] resolve(String host) throws UnknownHostException;
}
