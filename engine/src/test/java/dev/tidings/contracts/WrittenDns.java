package dev.tidings.contracts;

import dev.tidings.roadtest.Dns;
import dev.tidings.roadtest.DnsAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// DNS as a test writes it down.
public final class WrittenDns implements Dns {
    private final Map<String, List<String>> records = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final AtomicInteger asked = new AtomicInteger();
    private boolean closed;

    /// One more text at a name.
    public WrittenDns text(String name, String text) {
        return record("TXT", name, text);
    }

    /// Hosts, the preferred ones first.
    public WrittenDns exchangers(String domain, String... hosts) {
        List.of(hosts).forEach(host -> record("MX", domain, host));
        return this;
    }

    public WrittenDns addresses(String host, String... addresses) {
        List.of(addresses).forEach(address -> record("A", host, address));
        return this;
    }

    /// Forgets the texts of a name.
    public WrittenDns without(String name) {
        records.remove("TXT " + name);
        return this;
    }

    /// Does not answer for this name.
    public WrittenDns silent(String name) {
        silent.add(name);
        return this;
    }

    /// Answers nobody any more.
    public WrittenDns close() {
        closed = true;
        return this;
    }

    /// How many questions were asked.
    public int asked() {
        return asked.get();
    }

    private WrittenDns record(String type, String name, String value) {
        records.computeIfAbsent(type + " " + name, _ -> new ArrayList<>()).add(value);
        return this;
    }

    private DnsAnswer ask(String type, String name) {
        asked.incrementAndGet();
        String lower = name.toLowerCase(Locale.ROOT);
        return closed || silent.contains(lower)
                ? new DnsAnswer.Unanswered("nobody answers")
                : DnsAnswer.of(records.getOrDefault(type + " " + lower, List.of()));
    }

    @Override
    public DnsAnswer texts(String name) {
        return ask("TXT", name);
    }

    @Override
    public DnsAnswer exchangers(String domain) {
        return ask("MX", domain);
    }

    @Override
    public DnsAnswer addresses(String host) {
        return ask("A", host);
    }
}
