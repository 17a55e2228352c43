package org.parley.sip.registrar;

import org.parley.sip.content.Contents;
import org.parley.sip.message.Answer;
import org.parley.sip.signalling.Methods;

/**
 * What the gateway can do, for those who ask by OPTIONS outside a dialog (RFC 3261 section 11.2).
 * It is the same for whatever address they ask about, so that it does not tell which DNs exist.
 */
public final class Capabilities {
  private static final Answer ALL =
      Answer.of(200, "OK")
          .with("Allow", Methods.ALL)
          .with("Accept", "application/sdp, " + Contents.ACCEPT)
          .with("Accept-Encoding", "identity")
          .with("Accept-Language", "en")
          .with("Supported", "timer");

  public static Answer answer() {
    return ALL;
  }

  private Capabilities() {}
}
