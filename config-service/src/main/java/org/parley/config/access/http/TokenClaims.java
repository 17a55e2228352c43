package org.parley.config.access.http;

/** What our tokens say beyond the standard claims. */
final class TokenClaims {
  /** Names of roles: agent, supervisor, admin, service. */
  static final String ROLES = "roles";

  /** The role of a client that got its token by itself. */
  static final String SERVICE = "service";

  static final String ROLE_PREFIX = "ROLE_";

  private TokenClaims() {}
}
