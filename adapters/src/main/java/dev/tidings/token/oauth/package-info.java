/// **token.oauth**: access tokens from an OAuth issuer (RFC 6749), by client credentials or a refresh token.
///
/// One token serves all connections of an account until shortly before it ends; one request at a time gets
/// the next. Only the issuer's own refusal is a matter for a person: whatever else goes wrong passes.
///
/// May import: notification, smtp (its port [dev.tidings.smtp.TokenSource]); Jackson.
@NullMarked
package dev.tidings.token.oauth;

import org.jspecify.annotations.NullMarked;
