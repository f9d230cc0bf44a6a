package dev.tidings.feedback.hooks;

import dev.tidings.notification.WebhookProvider;
import java.util.List;

/// How one provider tells what happened. Says nothing about whether it is that provider.
interface Telling {
    /// The events of a call, in their order. What is none is left out, what is not known is told as unknown; nothing
    /// that stands in a call makes it fail.
    List<Told> events(Facts facts, Call call);

    static Telling of(WebhookProvider provider) {
        return switch (provider) {
            case ALIYUN -> new AliyunTelling();
            case AMAZON_SES -> new SesTelling();
            case BREVO -> new BrevoTelling();
            case MAILERSEND -> new MailerSendTelling();
            case MAILGUN -> new MailgunTelling();
            case MAILJET -> new MailjetTelling();
            case MAILTRAP -> new MailtrapTelling();
            case MANDRILL -> new MandrillTelling();
            case POSTAL -> new PostalTelling();
            case POSTMARK -> new PostmarkTelling();
            case RESEND -> new ResendTelling();
            case SENDGRID -> new SendGridTelling();
            case SPARKPOST -> new SparkPostTelling();
            case STANDARD -> new StandardTelling();
            case UNISENDER_GO -> new UnisenderTelling();
        };
    }
}
