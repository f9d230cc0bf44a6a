package dev.tidings.roadtest;

import java.util.List;

/// Whether somebody takes mail for a sender's domain: answers and failure notices go there, and many
/// receivers turn down senders that cannot be answered.
record AnswersStep(Dns dns, String domain) {
    private static final String NAME = "Answers";

    Step step() {
        return switch (dns.exchangers(domain)) {
            case DnsAnswer.Found(List<String> hosts)
            when hosts.equals(List.of(".")) ->
                Step.warning(
                        NAME,
                        domain + " says that it takes no mail (a null MX)",
                        "Failure notices and answers are lost, and some receivers refuse such senders. Publish an MX"
                                + " record, or send from a domain that has one.");
            case DnsAnswer.Found(List<String> hosts) ->
                Step.passed(NAME, "mail to " + domain + " is taken by " + hosts.getFirst())
                        .with(List.of(new Fact("MX", String.join(", ", hosts))));
            case DnsAnswer.Nothing _ -> withoutExchanger();
            case DnsAnswer.Unanswered(String why) -> unanswered(why);
        };
    }

    private Step withoutExchanger() {
        return switch (dns.addresses(domain)) {
            case DnsAnswer.Found(List<String> addresses) ->
                Step.passed(NAME, domain + " has no MX; mail to it goes to its own address, " + addresses.getFirst());
            case DnsAnswer.Nothing _ ->
                Step.failed(
                        NAME,
                        "there is no domain " + domain + " to answer to",
                        "Is it written right? Receivers refuse senders whose domain has neither MX nor address. If this machine's DNS"
                                + " knows your own network alone, look from another one.");
            case DnsAnswer.Unanswered(String why) -> unanswered(why);
        };
    }

    private Step unanswered(String why) {
        return Step.warning(
                NAME,
                "not known: DNS does not answer (" + why + ")",
                "Look from a machine that may ask DNS: dig +short MX " + domain);
    }
}
