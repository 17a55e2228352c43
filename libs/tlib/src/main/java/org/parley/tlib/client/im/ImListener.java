package org.parley.tlib.client.im;

import org.parley.tlib.Dn;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.client.LinkDown;
import org.parley.tlib.client.LinkInfo;

/**
 * What an application wants to hear about its conversations. All methods are called by one thread,
 * in order; they may block, even on the future of a send.
 */
public interface ImListener {
  /** Somebody wants to talk; the first message is in {@link ImConversation#invitation}. */
  default void invited(ImConversation conversation) {}

  /** A conversation that is new here, or whose state or parties changed. */
  default void changed(ImConversation conversation) {}

  /** A message, the application's own included: each once, in order. */
  default void message(ImConversation conversation, ImText message) {}

  /** The attached data changed; all of it is in {@link ImConversation#userData}. */
  default void userDataChanged(ImConversation conversation) {}

  /** Another party is writing, or is not any more. */
  default void typing(ImConversation conversation, Dn who, boolean active) {}

  /** An accepted message could not be brought to an endpoint of the other party. */
  default void undelivered(ImConversation conversation, Undelivered message) {}

  /**
   * There is no connection. Nothing is lost: messages may go on being sent.
   *
   * @param outlook whether the client goes on trying
   */
  default void connectionLost(String reason, LinkDown outlook) {}

  /** Logged in and registered, for the first time or again. */
  default void connected(LinkInfo link) {}

  /**
   * After a reconnect: every conversation is up to date again.
   *
   * @param messages how many had been missed
   */
  default void caughtUp(int messages) {}

  /** An event that is about no conversation: agent states, registrations, errors. */
  default void event(TlibEvent event) {}
}
