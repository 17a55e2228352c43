package org.parley.sip.sdp;

import java.util.List;
import org.parley.contracts.media.AudioDescription;

/** What a session description says of audio. */
public sealed interface AudioReading {

  /**
   * There is audio that we can take part in.
   *
   * @param description of the one stream that is taken
   * @param nowhere whether the connection is the null address, the hold of RFC 2543; then the
   *     description is inactive, and its host is of no use
   * @param media all media lines in their order, as {@link AudioSdp#write} wants them
   */
  record Audio(AudioDescription description, boolean nowhere, List<String> media)
      implements AudioReading {
    public Audio {
      media = List.copyOf(media);
    }
  }

  /**
   * None that we can use: 488.
   *
   * @param warning code of the Warning header (RFC 3261 section 20.43)
   */
  record Unusable(int warning, String why) implements AudioReading {}

  /** No session description: 400. */
  record Malformed(String why) implements AudioReading {}
}
