package org.parley.tlib.client;

import org.parley.tlib.Dn;
import org.parley.tlib.TlibEvent;

/**
 * What an application wants to hear. All methods are called by one thread of the client, one after
 * the other, in the order in which things happened. A method may block, even on the future of a
 * request; while it does, events wait, and when too many wait the client stops reading.
 */
public interface TlibListener {
  /** Logged in, and every DN is registered (again). */
  default void linkUp(LinkInfo link) {}

  /**
   * A DN is registered, for the first time or again; comes before {@link #linkUp}.
   *
   * @param snapshot the EventRegistered, with the state of the DN in its Extensions
   */
  default void registered(Dn dn, TlibEvent snapshot) {}

  /** A DN that was registered before a reconnect cannot be any more; it is not tried again. */
  default void registrationLost(Dn dn, Answer.Refused why) {}

  /**
   * There is no connection; called once, however many attempts fail after.
   *
   * @param outlook whether the client goes on trying; otherwise it has stopped for good
   */
  default void linkDown(String reason, LinkDown outlook) {}

  /** An event of the server, answers included. */
  default void event(TlibEvent event) {}
}
