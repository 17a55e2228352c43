package org.parley.config.access.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Tokens and passwords.
 *
 * @param issuer the address under which clients reach us, such as that of edge-gateway; none: that
 *     of each request, which is right only when there is one
 * @param serviceSecret of the client {@code parley-service} (grant client_credentials); none: there
 *     is no such client. Has no default, but {@code demo} in demo mode, and outside it at least
 *     {@value #SHORTEST_SECRET} characters
 * @param workspaceRedirectUris where the browser workspace may be sent back to after the login
 * @param tokenLifetime a person who is disabled can still read for so long
 * @param minPasswordLength of new passwords
 */
@Validated
@ConfigurationProperties("parley.auth")
record AuthOptions(
    @Nullable String issuer,
    @Nullable String serviceSecret,
    @DefaultValue({"http://127.0.0.1:8080/workspace/", "http://localhost:8080/workspace/"})
        List<String> workspaceRedirectUris,
    @DefaultValue("1h") Duration tokenLifetime,
    @DefaultValue("10") int minPasswordLength) {
  static final int SHORTEST_SECRET = 16;
  private static final String DEMO_SECRET = "demo";

  /**
   * The secret that counts; none when there is to be no such client.
   *
   * @throws IllegalStateException when it could be guessed, and that is not wanted
   */
  @Nullable String serviceSecret(boolean demo) {
    if (demo) {
      return serviceSecret == null ? DEMO_SECRET : serviceSecret;
    }
    if (serviceSecret != null && serviceSecret.length() < SHORTEST_SECRET) {
      throw new IllegalStateException(
          "parley.auth.service-secret has at least "
              + SHORTEST_SECRET
              + " characters, unless parley.demo=true");
    }
    return serviceSecret;
  }
}
