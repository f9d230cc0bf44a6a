package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A message of Amazon SNS.
record SnsMessage(Facts facts) {
    private static final Pattern ARN = Pattern.compile("arn:(aws[a-z-]*):sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_.-]+");
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[A-Za-z0-9]+\\.pem");
    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_SUBSCRIPTION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    String text(String name) {
        return facts.exactly(name).orElse("");
    }

    boolean isNotification() {
        return text("Type").equals("Notification");
    }

    boolean isSubscription() {
        return text("Type").equals("SubscriptionConfirmation");
    }

    boolean isKnown() {
        return isNotification() || isSubscription() || text("Type").equals("UnsubscribeConfirmation");
    }

    /// What is signed: names and values of what is there, each on a line.
    byte[] signed() {
        return (isNotification() ? OF_NOTIFICATION : OF_SUBSCRIPTION)
                .stream()
                        .filter(name -> facts.exactly(name).isPresent())
                        .map(name -> name + "\n" + text(name) + "\n")
                        .collect(Collectors.joining())
                        .getBytes(UTF_8);
    }

    /// Where its certificate is; empty when that is not at the SNS of the topic's own region.
    Optional<URI> certificate() {
        return atItsRegion("SigningCertURL")
                .filter(url -> CERTIFICATE.matcher(url.getRawPath()).matches() && url.getRawQuery() == null);
    }

    /// What confirms a subscription; empty when that is not at the SNS of the topic's own region.
    Optional<URI> confirmation() {
        return atItsRegion("SubscribeURL");
    }

    private Optional<URI> atItsRegion(String name) {
        Matcher arn = ARN.matcher(text("TopicArn"));
        if (!arn.matches()) {
            return Optional.empty();
        }
        String host = "sns." + arn.group(2) + ".amazonaws.com" + (arn.group(1).equals("aws-cn") ? ".cn" : "");
        return url(text(name))
                .filter(url -> "https".equals(url.getScheme())
                        && host.equals(url.getHost())
                        && url.getPort() == -1
                        && url.getRawUserInfo() == null);
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
