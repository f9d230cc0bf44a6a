package dev.tidings.roadtest;

import dev.tidings.mime.DkimKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Whether receivers find the key that verifies our signatures, and whether it is ours.
record DkimStep(Dns dns, DkimKey key) {
    private static final String PUBLISH =
            "Publish what tidings dkim prints for it; DNS may take a day to show it" + " everywhere.";

    Step step() {
        return switch (dns.texts(key.name())) {
            case DnsAnswer.Found(List<String> values) -> found(values).with(facts(values));
            case DnsAnswer.Nothing _ ->
                Step.failed(name(), key.name() + " is not published, so nobody can verify our signatures", PUBLISH)
                        .with(facts(List.of()));
            case DnsAnswer.Unanswered(String why) ->
                Step.warning(
                        name(),
                        "not known: DNS does not answer (" + why + ")",
                        "Look from a machine that may ask DNS: dig +short TXT " + key.name());
        };
    }

    private String name() {
        return "DKIM " + key.selector();
    }

    private List<Fact> facts(List<String> published) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("name", key.name()));
        published.forEach(each -> facts.add(new Fact("published", each)));
        if (published.size() != 1 || !sameKey(published.getFirst())) {
            facts.add(new Fact("ours", key.record()));
        }
        return facts;
    }

    private Step found(List<String> values) {
        if (values.size() > 1) {
            return Step.failed(
                    name(),
                    "%s has %d records; receivers may take any of them".formatted(key.name(), values.size()),
                    "Leave one: that which tidings dkim prints.");
        }
        Optional<Tags> tags = Tags.parse(values.getFirst());
        if (tags.isEmpty() || tags.get().get("p").isEmpty()) {
            return Step.failed(name(), key.name() + " holds something else than a key", PUBLISH);
        }
        return published(tags.get());
    }

    private Step published(Tags tags) {
        if (tags.word("p", "").isEmpty()) {
            return Step.failed(name(), "the key is withdrawn: p= is empty, so every signature fails", PUBLISH);
        }
        if (!sameKey(tags)) {
            return Step.failed(
                    name(),
                    "another key is published than the one we sign with, so every signature fails",
                    "Publish what tidings dkim prints, or sign with the key that belongs to the published one.");
        }
        if (tags.get("h").filter(each -> !each.contains("sha256")).isPresent()
                || tags.get("s")
                        .filter(each -> !each.contains("*") && !each.contains("email"))
                        .isPresent()) {
            return Step.failed(name(), "the record forbids what we do with the key: look at h= and s=", PUBLISH);
        }
        if (tags.word("t", "").contains("y")) {
            return Step.warning(
                    name(),
                    "published, and ours; but t=y says that it is being tried out",
                    "Take t=y out once signatures verify: until then receivers may take signed mail for unsigned.");
        }
        return Step.passed(name(), "published, and the key that we sign with: " + key.key() + " for " + key.domain());
    }

    private boolean sameKey(String published) {
        return Tags.parse(published).filter(this::sameKey).isPresent();
    }

    private boolean sameKey(Tags published) {
        Tags ours = Tags.parse(key.record()).orElseThrow();
        return published.word("v", "dkim1").equals("dkim1")
                && published.word("k", "rsa").equals(ours.word("k", "rsa"))
                && Arrays.equals(octets(published), octets(ours));
    }

    /// None where it is no Base64.
    private static byte[] octets(Tags tags) {
        try {
            return Base64.getDecoder().decode(tags.get("p").orElse("").replaceAll("\\s", ""));
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
