package dev.tidings.workspace;

import dev.tidings.notification.OauthSpec.Grant;
import java.util.Arrays;
import java.util.Optional;

/// Who gives access tokens for a well-known mail service.
enum Issuer {
    /// Work and school accounts, and personal ones (tenant `consumers`).
    MICROSOFT365(
            "outlook",
            "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
            Optional.of("https://outlook.office365.com/.default"),
            "https://outlook.office.com/SMTP.Send offline_access",
            "https://outlook.office.com/IMAP.AccessAsUser.All offline_access"),
    /// Personal and Workspace accounts; there are no client credentials here.
    GMAIL(
            "gmail",
            "https://oauth2.googleapis.com/token",
            Optional.empty(),
            "https://mail.google.com/",
            "https://mail.google.com/");

    private final String mailProvider;
    private final String tokenUrl;

    @SuppressWarnings("ImmutableEnumChecker") // an Optional of text
    private final Optional<String> ownScope;

    private final String sendingScope;
    private final String readingScope;

    /// What a token is wanted for.
    enum Purpose {
        SENDING,
        READING
    }

    /// @param mailProvider the provider whose mail servers take its tokens
    /// @param tokenUrl     with `{tenant}` in it where there are several
    /// @param ownScope     for client credentials; empty when there are none
    /// @param sendingScope for a refresh token
    /// @param readingScope the same, for a mailbox
    Issuer(String mailProvider, String tokenUrl, Optional<String> ownScope, String sendingScope, String readingScope) {
        this.mailProvider = mailProvider;
        this.tokenUrl = tokenUrl;
        this.ownScope = ownScope;
        this.sendingScope = sendingScope;
        this.readingScope = readingScope;
    }

    static Optional<Issuer> of(Provider provider) {
        return Arrays.stream(values())
                .filter(each -> each.mailProvider.equals(provider.name()))
                .findFirst();
    }

    boolean hasTenants() {
        return tokenUrl.contains("{tenant}");
    }

    String tokenUrl(String tenant) {
        return tokenUrl.replace("{tenant}", tenant);
    }

    /// Empty when it knows no such grant.
    Optional<String> scope(Grant grant, Purpose purpose) {
        return switch (grant) {
            case Grant.ClientCredentials own -> ownScope;
            case Grant.RefreshToken refresh ->
                Optional.of(
                        switch (purpose) {
                            case SENDING -> sendingScope;
                            case READING -> readingScope;
                        });
        };
    }
}
