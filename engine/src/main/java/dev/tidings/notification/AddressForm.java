package dev.tidings.notification;

import dev.tidings.notification.MalformedServerAddress.Misspelt;
import dev.tidings.notification.ServerAddress.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the servers that a store or a bus is on are addressed. All that can be told of an address without asking the
/// server is judged here, for whoever reads one.
public enum AddressForm {
    POSTGRESQL(
            List.of("postgresql", "postgres"),
            5432,
            "postgresql://user:password@host:5432/database?sslmode=verify-full",
            List.of(
                    new Parameter("schema", "[a-z_][a-z0-9_]{0,62}", "A schema's name is small letters, digits and _."),
                    Parameter.oneOf("sslmode", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
                    Parameter.file("sslrootcert"),
                    Parameter.file("sslcert"),
                    Parameter.file("sslkey"))),
    REDIS(
            List.of("redis", "rediss"),
            6379,
            "redis://user:password@host:6379/0?prefix=tidings",
            List.of(new Parameter(
                    "prefix", "[A-Za-z0-9_.-]{1,50}", "A prefix is up to 50 letters, digits, _, . and -."))),
    NATS(
            List.of("nats", "tls"),
            4222,
            "nats://user:password@host:4222,host2:4222?prefix=tidings",
            List.of(
                    new Parameter(
                            "prefix",
                            "[a-z][a-z0-9-]{0,31}",
                            "A prefix is up to 32 small letters, digits and -, a letter first."),
                    Parameter.file("ca")));

    private static final String ENCODE =
            "In a user or password write @ as %40, / as %2F, ? as %3F, # as %23 and % as %25; or write ${NAME} there:"
                    + " what a variable or a secret's file holds needs none of that.";
    private static final Pattern PARTS = Pattern.compile(
            "[a-z]+://(?:(?<signin>[^@/?#]*)@)?(?<hosts>[^@/?#]*)(?:/(?<path>[^@/?#]*))?(?:\\?(?<asked>[^@#]*))?",
            Pattern.DOTALL);
    private static final Pattern HOST =
            Pattern.compile("(?<name>[A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(?<port>:.*)?", Pattern.DOTALL);
    private static final Pattern DANGLING = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final List<String> schemes;
    private final int port;
    private final String example;
    private final List<Parameter> parameters;

    AddressForm(List<String> schemes, int port, String example, List<Parameter> parameters) {
        this.schemes = schemes;
        this.port = port;
        this.example = example;
        this.parameters = parameters;
    }

    /// What an address may say behind its `?`.
    private record Parameter(String name, Pattern values, String form, List<String> words) {
        Parameter(String name, String values, String form) {
            this(name, Pattern.compile(values), form, List.of());
        }

        static Parameter oneOf(String name, String... words) {
            return new Parameter(name, Pattern.compile(String.join("|", words)), "", List.of(words));
        }

        static Parameter file(String name) {
            return new Parameter(name, Pattern.compile("\\P{Cntrl}+"), "Write the path of a file in PEM.", List.of());
        }

        String checked(String value) {
            if (values.matcher(value).matches()) return value;
            String what = "the address has a " + name + " that is none";
            throw words.isEmpty()
                    ? new MalformedServerAddress(what, form)
                    : new MalformedServerAddress(what, new Misspelt(value, words));
        }
    }

    /// The one that a text begins as.
    public static Optional<AddressForm> of(String text) {
        for (AddressForm each : values()) {
            if (each.schemes.contains(text.replaceFirst("(?s)://.*", "")) && text.contains("://")) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// @throws MalformedServerAddress when it is none, with the reason
    public ServerAddress read(String text) {
        if (!of(text).equals(Optional.of(this))) {
            throw malformed("the address does not begin with " + String.join(":// or ", schemes) + "://");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new MalformedServerAddress("the address holds a character that has to be encoded", ENCODE);
        }
        String[] signIn = part(parts, "signin").split(":", 2);
        ServerAddress address = new ServerAddress(
                text.startsWith("postgres://") ? "postgresql" : text.substring(0, text.indexOf(':')),
                secret(signIn[0]),
                signIn.length > 1 ? Optional.of(password(signIn[1])) : Optional.empty(),
                List.of(part(parts, "hosts").split(",", -1)).stream()
                        .map(this::host)
                        .toList(),
                decoded(part(parts, "path")),
                asked(part(parts, "asked")));
        judge(address);
        return address;
    }

    private static String part(Matcher parts, String name) {
        return Optional.ofNullable(parts.group(name)).orElse("");
    }

    private static Optional<Secret> secret(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(decoded(text)));
    }

    private Secret password(String text) {
        return secret(text)
                .orElseThrow(() -> new MalformedServerAddress(
                        "the address has an empty password", "Leave out the colon, or write the password behind it."));
    }

    private Host host(String text) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) throw malformed("the address does not name its server");
        return new Host(host.group("name"), host.group("port") == null ? port : port(host.group("port")));
    }

    private int port(String text) {
        int number = text.matches(":\\d{1,5}") ? Integer.parseInt(text.substring(1)) : 0;
        if (number < 1 || number > 65535) throw malformed("the port in the address is not a number from 1 to 65535");
        return number;
    }

    private Map<String, String> asked(String query) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String each : query.split("&")) {
            if (each.isEmpty()) continue;
            String[] parts = each.split("=", 2);
            Parameter parameter = parameter(decoded(parts[0]));
            String value = parameter.checked(parts.length < 2 ? "" : decoded(parts[1]));
            if (asked.put(parameter.name, value) != null) {
                throw malformed("the address has two of " + parameter.name);
            }
        }
        return asked;
    }

    private Parameter parameter(String name) {
        return parameters.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new MalformedServerAddress(
                        "the address has a parameter that is not known",
                        new Misspelt(
                                name, parameters.stream().map(Parameter::name).toList())));
    }

    private static String decoded(String text) {
        if (DANGLING.matcher(text).find()) {
            throw new MalformedServerAddress("the address holds a % that is not encoded", ENCODE);
        }
        return PercentEncoding.decoded(text)
                .orElseThrow(() -> new MalformedServerAddress(
                        "the address holds a %, and what follows is no text in UTF-8", ENCODE));
    }

    private void judge(ServerAddress address) {
        switch (this) {
            case POSTGRESQL -> {
                requireOneHost(address);
                requireUser(address);
                if (address.path().isEmpty()) throw malformed("the address names no database");
            }
            case REDIS -> {
                requireOneHost(address);
                if (address.user().isPresent() && address.password().isEmpty()) {
                    throw new MalformedServerAddress(
                            "the address has a user and no password",
                            "A password stands behind a colon, as in redis://:password@host.");
                }
                if (!address.path().matches("\\d{0,4}")) {
                    throw malformed("the address has a database that is no number");
                }
            }
            case NATS -> {
                requireUser(address);
                if (!address.path().isEmpty()) throw malformed("the address has something behind its servers");
                if (address.parameters().containsKey("ca") && !address.scheme().equals("tls")) {
                    throw new MalformedServerAddress("the address has a ca without TLS", "Write tls://host:4222?ca=….");
                }
            }
        }
    }

    private void requireOneHost(ServerAddress address) {
        if (address.hosts().size() > 1) throw malformed("the address names several servers");
    }

    private void requireUser(ServerAddress address) {
        if (address.password().isPresent() && address.user().isEmpty()) {
            throw malformed("the address has a password and no user");
        }
    }

    private MalformedServerAddress malformed(String what) {
        return new MalformedServerAddress(what, "It is written " + example + ".");
    }
}
