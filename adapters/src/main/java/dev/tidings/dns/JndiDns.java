package dev.tidings.dns;

import dev.tidings.roadtest.Dns;
import dev.tidings.roadtest.DnsAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/// DNS by JNDI. Several threads may ask at once.
public final class JndiDns implements Dns {
    /// Twice as long for each further try, for each server: 1 s, 2 s.
    private static final String TIMEOUT_MILLIS = "1000";

    private static final String TRIES = "2";
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_*-]{1,63}(\\.[A-Za-z0-9_*-]{1,63})*");

    private final String servers;

    /// @param servers `dns:` for those of this machine, or `dns://192.0.2.1:53 dns://…`
    JndiDns(String servers) {
        this.servers = servers;
    }

    /// The servers of this machine.
    public static JndiDns ofThisMachine() {
        return new JndiDns("dns:");
    }

    @Override
    public DnsAnswer texts(String name) {
        return ask(
                name,
                "TXT",
                all -> DnsAnswer.of(all.stream().map(Strings::joined).toList()));
    }

    @Override
    public DnsAnswer exchangers(String domain) {
        return ask(
                domain,
                "MX",
                all -> DnsAnswer.of(all.stream()
                        .map(Exchanger::parse)
                        .sorted(Comparator.comparingInt(Exchanger::preference))
                        .map(Exchanger::host)
                        .toList()));
    }

    @Override
    public DnsAnswer addresses(String host) {
        DnsAnswer four = ask(host, "A", DnsAnswer::of);
        DnsAnswer six = four instanceof DnsAnswer.Unanswered ? four : ask(host, "AAAA", DnsAnswer::of);
        List<String> all =
                Stream.concat(four.orNone().stream(), six.orNone().stream()).toList();
        return all.isEmpty() ? six : DnsAnswer.of(all);
    }

    /// `10 mx.example.com.`
    private record Exchanger(int preference, String host) {
        static Exchanger parse(String record) {
            String[] words = record.split(" ", 2);
            String host = words[1];
            return new Exchanger(Integer.parseInt(words[0]), host.length() > 1 ? host.replaceFirst("\\.$", "") : host);
        }
    }

    @FunctionalInterface
    private interface Reader {
        DnsAnswer read(List<String> records);
    }

    /// Asks the DNS provider alone, for records, which are text: no object is looked up or read.
    @SuppressWarnings("BanJNDI")
    private DnsAnswer ask(String name, String type, Reader reader) {
        if (!NAME.matcher(name).matches()) {
            return new DnsAnswer.Nothing();
        }
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("java.naming.provider.url", servers);
        settings.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
        try {
            InitialDirContext context = new InitialDirContext(settings);
            try {
                Attribute found =
                        context.getAttributes(name + ".", new String[] {type}).get(type);
                return found == null ? new DnsAnswer.Nothing() : reader.read(values(found));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException none) {
            return new DnsAnswer.Nothing();
        } catch (NamingException silence) {
            return new DnsAnswer.Unanswered(why(silence));
        }
    }

    private static List<String> values(Attribute attribute) throws NamingException {
        List<String> values = new ArrayList<>();
        NamingEnumeration<?> all = attribute.getAll();
        while (all.hasMore()) {
            values.add(String.valueOf(all.next()));
        }
        return values;
    }

    private static String why(NamingException silence) {
        Throwable root = silence.getRootCause();
        String said = String.valueOf(silence.getMessage());
        return root == null || root.getMessage() == null ? said : said + ": " + root.getMessage();
    }
}
