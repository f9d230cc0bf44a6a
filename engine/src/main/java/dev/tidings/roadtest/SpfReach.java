package dev.tidings.roadtest;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whom an SPF record lets send, with all the records that it refers to.
final class SpfReach {
    /// Receivers make so many and give up (RFC 7208 §4.6.4).
    static final int LOOKUPS_MAX = 10;

    private static final int ENOUGH = 30;

    private final Dns dns;
    private final Set<String> visited = new HashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<Network> networks = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int lookups;
    private boolean unanswered;

    private SpfReach(Dns dns) {
        this.dns = dns;
    }

    static SpfReach of(Dns dns, String domain, SpfRecord record) {
        SpfReach reach = new SpfReach(dns);
        reach.read(domain, record);
        return reach;
    }

    private void read(String domain, SpfRecord record) {
        visited.add(domain);
        record.faults().forEach(each -> faults.add("\"" + each + "\" in the record of " + domain));
        for (SpfRecord.Directive each : record.directives()) {
            if (each.looksUp()) {
                lookups++;
            }
            if (each.qualifier() == '+' && lookups <= ENOUGH) {
                follow(domain, each);
            }
        }
        if (record.redirect().isPresent() && record.all().isEmpty()) {
            lookups++;
            refer(record.redirect().get());
        }
    }

    private void follow(String domain, SpfRecord.Directive directive) {
        String target = directive.value().isEmpty() ? domain : directive.value().toLowerCase(Locale.ROOT);
        switch (directive.mechanism()) {
            case "ip4", "ip6" -> Network.parse(directive.value()).ifPresent(networks::add);
            case "include" -> refer(target);
            case "a" -> host(target, directive.bits());
            case "mx" -> {
                names.add(target);
                answered(dns.exchangers(target)).forEach(each -> host(each, directive.bits()));
            }
            default -> names.add(target);
        }
    }

    private void refer(String written) {
        String target = written.toLowerCase(Locale.ROOT);
        names.add(target);
        if (target.contains("%") || visited.contains(target) || lookups > ENOUGH) {
            return; // a macro says something else for each mail
        }
        DnsAnswer answer = dns.texts(target);
        Optional<SpfRecord> record =
                answered(answer).stream().filter(SpfRecord::isOne).findFirst().map(SpfRecord::parse);
        if (record.isPresent()) {
            read(target, record.get());
        } else if (!(answer instanceof DnsAnswer.Unanswered)) {
            faults.add(target + ", which it refers to, has no SPF record");
        }
    }

    private void host(String name, String bits) {
        names.add(name);
        String four = bits.replaceFirst("//.*", "");
        String six = bits.contains("//") ? bits.replaceFirst(".*//", "/") : "";
        for (String address : answered(dns.addresses(name))) {
            Network.parse(address + (address.contains(":") ? six : four)).ifPresent(networks::add);
        }
    }

    private List<String> answered(DnsAnswer answer) {
        unanswered |= answer instanceof DnsAnswer.Unanswered;
        return answer.orNone();
    }

    /// How many lookups a receiver may have to make.
    int lookups() {
        return lookups;
    }

    /// What makes receivers throw it away.
    List<String> faults() {
        return List.copyOf(faults);
    }

    /// Whether DNS was silent about a part of it.
    boolean isUnknownInPart() {
        return unanswered;
    }

    Optional<Network> covering(InetAddress address) {
        return networks.stream().filter(each -> each.contains(address)).findFirst();
    }

    /// Whether it names this domain or one below it.
    boolean names(String domain) {
        return names.stream().anyMatch(each -> each.equals(domain) || each.endsWith("." + domain));
    }
}
