package org.parley.sip.stack.transaction;

import java.util.concurrent.ThreadLocalRandom;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.stack.wire.Via;

/** Tags and branches. */
public final class Tags {
  private Tags() {}

  static String random() {
    return Long.toString(ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE, 36);
  }

  static String branch() {
    return Via.COOKIE + random() + random();
  }

  /** The ACK for a 2xx is the same however often the 2xx comes (RFC 3261 section 13.2.2.4). */
  static String branch(OutgoingRequest ack) {
    return Via.COOKIE
        + of(ack.callId() + ' ' + ack.from().tag() + ' ' + ack.to().tag() + ' ' + ack.cseq());
  }

  /** Always the same for the same text. */
  public static String of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return Long.toString(hash & Long.MAX_VALUE, 36);
  }
}
