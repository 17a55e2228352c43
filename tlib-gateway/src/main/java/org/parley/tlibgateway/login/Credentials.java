package org.parley.tlibgateway.login;

/** What a client shows to prove who it is; never printed. */
public sealed interface Credentials {
  record Password(String userName, String password) implements Credentials {
    @Override
    public String toString() {
      return "Password[" + userName + "]";
    }
  }

  /** A bearer token of the HTTP APIs. */
  record Token(String token) implements Credentials {
    @Override
    public String toString() {
      return "Token[]";
    }
  }
}
