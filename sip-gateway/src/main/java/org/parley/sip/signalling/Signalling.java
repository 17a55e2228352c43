package org.parley.sip.signalling;

import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Flow;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;

/** The way out. Called on the gateway thread only, and never blocks. */
public interface Signalling {

  /** Told on the gateway thread about the answers to one request. */
  @FunctionalInterface
  interface Answers {
    /**
     * An answer: any number of provisional ones, then exactly one final one, made up if need be.
     * Further 2xx to an INVITE (repeated, or of another branch) go to {@link
     * Requests#onStraySuccess}.
     */
    void on(SipResponse response);
  }

  /** A request under way. */
  interface Sent {
    /**
     * Gives an INVITE up: CANCEL goes out as soon as a provisional answer allows it (RFC 3261
     * section 9.1), and the final answer still comes; it may be a 2xx. Does nothing for other
     * methods and after the final answer.
     *
     * @param reason value of a Reason header (RFC 3326) for the CANCEL, if it has one
     */
    void cancel(@Nullable String reason);
  }

  /**
   * Sends a request in a transaction of its own. A body that makes it too long for UDP (RFC 3261
   * section 18.1.1) goes over TCP to the same place; where that cannot be reached the answer is a
   * made up 513.
   */
  Sent send(OutgoingRequest request, Answers answers);

  /** Sends the ACK for a 2xx; it has no transaction. */
  void acknowledge(OutgoingRequest ack);

  /** Where this instance can be reached over a transport, as a URI for Contact and SDP. */
  String contact(Transport transport, @Nullable String user);

  /** The address in SDP that endpoints see. */
  String host();

  /** Whether a request can be sent that way: always over UDP; otherwise if the connection lives. */
  boolean isAlive(Flow flow);
}
