package org.parley.sip.line;

/** The instances of sip-gateway of the site. */
public interface Gateways {
  /**
   * False only for one that has been silent so long that its dialogs are lost (10 s).
   *
   * @param name its stable name
   */
  boolean isAlive(String name);
}
