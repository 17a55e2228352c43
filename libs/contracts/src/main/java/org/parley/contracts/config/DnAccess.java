package org.parley.contracts.config;

/** Values of {@code tlib-dn-access}: which DNs an agent's client may register. */
public enum DnAccess {
  OWN,
  ANY
}
