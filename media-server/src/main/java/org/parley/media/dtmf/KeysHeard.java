package org.parley.media.dtmf;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.parley.media.rtp.RtpPacket;

/**
 * The keys that one stream tells of, each once, however many packets tell of it and whichever of
 * them are lost. Used by one thread.
 */
public final class KeysHeard {
  private boolean any;
  private int ssrc;
  private int timestamp;

  /**
   * Takes in a packet of telephone events.
   *
   * @return the key, if this is the first that tells of its being pressed
   */
  public OptionalInt press(RtpPacket packet) {
    @Nullable TelephoneEvent event = TelephoneEvent.read(packet.payload());
    if (event == null) {
      return OptionalInt.empty();
    }
    boolean known =
        any
            && packet.ssrc() == ssrc
            // Packets of an event before that one may be late.
            && packet.timestamp() - timestamp <= 0;
    if (known) {
      return OptionalInt.empty();
    }
    any = true;
    ssrc = packet.ssrc();
    timestamp = packet.timestamp();
    return OptionalInt.of(event.key());
  }
}
