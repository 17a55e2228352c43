package org.parley.tlib.client;

/** How a client proves who it is. */
public sealed interface Credentials {
  /** A person's user name and password. */
  record Password(String userName, String password) implements Credentials {
    /** Without the password. */
    @Override
    public String toString() {
      return "Password[" + userName + "]";
    }
  }

  /** A bearer token of the HTTP APIs. */
  record Token(String token) implements Credentials {
    /** Without the token. */
    @Override
    public String toString() {
      return "Token[]";
    }
  }
}
