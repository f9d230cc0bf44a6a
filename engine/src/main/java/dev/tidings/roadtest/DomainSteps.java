package dev.tidings.roadtest;

import dev.tidings.mime.DkimKey;
import dev.tidings.notification.TransportSpec;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// What DNS says of a domain that mail is from, as receivers look at it.
///
/// @param addresses of the road's server
/// @param keys      that sign mail from the domain
record DomainSteps(Dns dns, TransportSpec road, List<InetAddress> addresses, SenderDomain domain, List<DkimKey> keys) {

    List<Step> steps() {
        String name = domain.domain();
        if (domain.isOfOnesOwn()) {
            return List.of(Step.notTried("DNS", name + " is known in your own network alone"));
        }
        Step spf = new SpfStep(dns, road, addresses, name).step();
        List<Step> dkim = dkim();
        List<Step> steps = new ArrayList<>(List.of(spf));
        steps.addAll(dkim);
        steps.add(new DmarcStep(
                        dns,
                        name,
                        keys,
                        spf.mark() == Mark.PASSED,
                        dkim.stream().anyMatch(each -> each.mark() == Mark.PASSED))
                .step());
        steps.add(new AnswersStep(dns, name).step());
        return steps;
    }

    private List<Step> dkim() {
        if (!keys.isEmpty()) {
            return keys.stream().map(key -> new DkimStep(dns, key).step()).toList();
        }
        return List.of(
                road.provider().isPresent()
                        ? Step.notTried(
                                "DKIM",
                                "we do not sign; whether "
                                        + road.provider().get()
                                        + " does, its own pages say and a test mail shows")
                        : Step.warning(
                                "DKIM",
                                "we do not sign mail from " + domain.domain(),
                                "Write a key under dkim: (docs/operating.md), unless the server signs: a test mail"
                                        + " shows whether it does."));
    }
}
