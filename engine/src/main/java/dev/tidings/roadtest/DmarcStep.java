package dev.tidings.roadtest;

import dev.tidings.mime.DkimKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a domain asks receivers to do with mail that is not its own, and whether ours will pass (DMARC, RFC
/// 7489).
///
/// @param keys    that sign mail from the domain
/// @param covered SPF passed, and so the envelope's sender, which has the domain of From
/// @param signed  a key of ours is published
record DmarcStep(Dns dns, String domain, List<DkimKey> keys, boolean covered, boolean signed) {
    private static final String NAME = "DMARC";

    /// The record that holds for the domain: its own, or of the nearest domain above it.
    private record Policy(String of, String text) {}

    Step step() {
        for (String at = domain; at.indexOf('.') > 0; at = at.substring(at.indexOf('.') + 1)) {
            DnsAnswer answer = dns.texts("_dmarc." + at);
            if (answer instanceof DnsAnswer.Unanswered(String why)) {
                return Step.warning(
                        NAME,
                        "not known: DNS does not answer (" + why + ")",
                        "Look from a machine that may ask DNS: dig +short TXT _dmarc." + domain);
            }
            List<String> records =
                    answer.orNone().stream().filter(DmarcStep::isOne).toList();
            if (records.size() > 1) {
                return Step.failed(
                        NAME,
                        "_dmarc.%s has %d records; receivers take that for none".formatted(at, records.size()),
                        "Leave one of them.");
            }
            if (!records.isEmpty()) {
                return found(new Policy(at, records.getFirst()));
            }
        }
        return Step.warning(
                NAME,
                domain + " does not say what to do with mail that only pretends to be from it",
                "Publish a TXT record at _dmarc." + domain + ", to begin with: v=DMARC1; p=none; rua=mailto:dmarc@"
                        + domain + ". Gmail and Yahoo want one of whoever sends much.");
    }

    private static boolean isOne(String text) {
        return text.matches("(?i)v\\s*=\\s*DMARC1\\s*(;.*)?");
    }

    private Step found(Policy policy) {
        Optional<Tags> tags = Tags.parse(policy.text());
        Optional<String> wish = tags.flatMap(each -> wish(policy, each));
        return (wish.isEmpty() ? unreadable(policy) : judged(wish.get(), tags.get())).with(facts(policy, tags));
    }

    private Step unreadable(Policy policy) {
        return Step.failed(
                NAME,
                "receivers cannot read the record at _dmarc." + policy.of(),
                "It is written v=DMARC1; p=none; rua=mailto:dmarc@" + domain + ", with p none, quarantine or reject.");
    }

    /// `none`, `quarantine` or `reject`; a domain below the record's own may be given another one.
    private Optional<String> wish(Policy policy, Tags tags) {
        String own = tags.word("p", "");
        String wish = policy.of().equals(domain) ? own : tags.word("sp", own);
        return Optional.of(wish).filter(each -> each.matches("none|quarantine|reject"));
    }

    private Step judged(String wish, Tags tags) {
        boolean aligned = covered || (signed && isAligned(tags));
        String does = switch (wish) {
            case "none" -> "asks receivers to do nothing (p=none)";
            case "quarantine" -> "asks receivers to treat what does not pass as spam";
            default -> "asks receivers to refuse what does not pass";
        };
        String reports = tags.get("rua").isPresent() ? "" : "; nobody gets the reports (no rua)";
        if (aligned) {
            return Step.passed(NAME, does + reports + "; ours passes by " + by(tags));
        }
        return wish.equals("none")
                ? Step.passed(NAME, does + reports + "; ours is not certain to pass, see SPF and DKIM")
                : Step.warning(
                        NAME,
                        does + reports + ", and ours is not certain to pass",
                        "Have it covered by SPF or signed by DKIM, see above. One of them is enough, with the domain of"
                                + " From.");
    }

    private String by(Tags tags) {
        boolean signature = signed && isAligned(tags);
        return covered && signature ? "SPF and DKIM" : covered ? "SPF" : "DKIM";
    }

    /// Strictly aligned is a signature of the very domain of From.
    private boolean isAligned(Tags tags) {
        return !tags.word("adkim", "r").equals("s")
                || keys.stream().anyMatch(each -> each.domain().equals(domain));
    }

    private static List<Fact> facts(Policy policy, Optional<Tags> tags) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("at", "_dmarc." + policy.of()));
        facts.add(new Fact("record", policy.text()));
        tags.flatMap(each -> each.get("rua")).ifPresent(rua -> facts.add(new Fact("reports to", rua)));
        return facts;
    }
}
