package dev.tidings.feedback.hooks;

import dev.tidings.notification.WebhookProvider;

/// A bounce of `ann@example.com`, as each provider tells it.
final class Samples {
    private Samples() {}

    static String bounce(WebhookProvider provider) {
        return switch (provider) {
            case ALIYUN -> """
                    {"data":{"env_id":"600001","rcpt":"ann@example.com","msg_id":"m1@mail.example.org","status":"2",
                     "event":"dm:Deliver:Fail","err_code":"554","err_msg":"554 RCPT ann@example.com dosn't exist",
                     "failed_type":"SmtpNxBox"},"id":"e1","source":"acs:dm","specversion":"1.0",
                     "time":"2026-11-23T09:00:00+08:00","type":"dm:Deliver:Fail"}""";
            case AMAZON_SES -> """
                    {"eventType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General",
                     "timestamp":"2026-11-23T01:00:00.000Z","bouncedRecipients":[{"emailAddress":"ann@example.com",
                     "action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 no such user"}]},
                     "mail":{"messageId":"s1","source":"bounces@example.org","destination":["ann@example.com"],
                     "headers":[{"name":"X-Tidings-Trace","value":"0123456789abcdef0123456789abcdef"}]}}""";
            case BREVO -> """
                    {"event":"hard_bounce","email":"ann@example.com","ts_epoch":1795395600000,
                     "message-id":"<m1@mail.example.org>","reason":"550 5.1.1 no such user"}""";
            case MAILERSEND -> """
                    {"type":"activity.hard_bounced","data":{"id":"e1","type":"hard_bounced",
                     "created_at":"2026-11-23T01:00:00.000000Z","email":{"message":{"id":"m1"},
                     "recipient":{"email":"ann@example.com"}},
                     "morph":{"object":"recipient_bounce","reason":"550 5.1.1 no such user"}}}""";
            case MAILGUN -> """
                    {"signature":{"timestamp":"@time@","token":"@token@","signature":"@signature@"},
                     "event-data":{"event":"failed","severity":"permanent","reason":"bounce","id":"x1",
                     "timestamp":1795395600.5,"recipient":"ann@example.com",
                     "message":{"headers":{"message-id":"m1@mail.example.org"}},
                     "envelope":{"sender":"bounces@example.org"},
                     "delivery-status":{"code":550,"message":"5.1.1 no such user","description":""}}}""";
            case MAILJET -> """
                    [{"event":"bounce","time":1795395600,"MessageID":12345678901234567,"email":"ann@example.com",
                     "hard_bounce":true,"error_related_to":"recipient","error":"user unknown"}]""";
            case MAILTRAP -> """
                    {"events":[{"event":"bounce","timestamp":1795395600,"message_id":"m1","event_id":"e1",
                     "email":"ann@example.com","response":"550 5.1.1 no such user","response_code":550,
                     "bounce_category":"hard"}]}""";
            case MANDRILL -> """
                    [{"event":"hard_bounce","ts":1795395600,"_id":"m1","msg":{"email":"ann@example.com",
                     "state":"bounced","bounce_description":"bad_mailbox","diag":"smtp;550 5.1.1 no such user",
                     "metadata":{"trace":"0123456789abcdef0123456789abcdef"}}}]""";
            case POSTAL -> """
                    {"event":"MessageDeliveryFailed","timestamp":1795395600.25,"uuid":"e1","payload":{"status":"HardFail",
                     "details":"refused","output":"550 5.1.1 no such user","message":{"id":17,"direction":"outgoing",
                     "message_id":"m1@mail.example.org","to":"Ann <ann@example.com>"}}}""";
            case POSTMARK -> """
                    {"RecordType":"Bounce","ID":42,"Type":"HardBounce","MessageID":"m1","Email":"ann@example.com",
                     "Details":"smtp;550 5.1.1 no such user","BouncedAt":"2026-11-22T20:00:00.0000000-05:00"}""";
            case RESEND -> """
                    {"type":"email.bounced","created_at":"2026-11-23T01:00:00.000Z","data":{"email_id":"m1",
                     "to":["Ann <ann@example.com>"],"bounce":{"type":"Permanent","subType":"General",
                     "message":"The recipient's email provider sent a hard bounce message: no such user"}}}""";
            case SENDGRID -> """
                    [{"event":"bounce","type":"bounce","email":"ann@example.com","timestamp":1795395600,
                     "sg_event_id":"e1","sg_message_id":"g1","smtp-id":"<m1@mail.example.org>","status":"5.1.1",
                     "reason":"550 5.1.1 no such user","tidings-trace":"0123456789abcdef0123456789abcdef"}]""";
            case SPARKPOST -> """
                    [{"msys":{"message_event":{"type":"bounce","bounce_class":"10","error_code":"550","event_id":"e1",
                     "transmission_id":"m1","raw_rcpt_to":"ann@example.com","raw_reason":"550 5.1.1 no such user",
                     "timestamp":"1795395600","msg_from":"bounces@example.org"}}}]""";
            case STANDARD -> """
                    {"id":"e1","type":"bounced","timestamp":"2026-11-23T01:00:00Z","data":{"recipient":"ann@example.com",
                     "reason":"userunknown","status":"5.1.1","code":550,"said":"550 5.1.1 no such user",
                     "trace":"0123456789abcdef0123456789abcdef"}}""";
            case UNISENDER_GO -> """
                    {"auth":"@auth@","event_name":"transactional_email_status","job_id":"m1","email":"ann@example.com",
                     "status":"hard_bounced","event_time":"2026-11-23 01:00:00",
                     "delivery_info":{"delivery_status":"err_user_unknown","destination_response":"550 no such user"}}""";
        };
    }
}
