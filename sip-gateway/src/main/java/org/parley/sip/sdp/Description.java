package org.parley.sip.sdp;

import java.util.List;

/** What a session description turned out to be. */
public sealed interface Description {

  /**
   * An IM session: text by MESSAGE.
   *
   * @param media all media lines, refused ones (port 0) too; an answer has as many in that order
   * @param acceptTypes media types that the other side takes, in lower case; {@code *} for any
   */
  record Im(List<Media> media, List<String> acceptTypes) implements Description {
    public Im {
      media = List.copyOf(media);
      acceptTypes = List.copyOf(acceptTypes);
    }

    /** Whether the other side says that it takes that media type. */
    public boolean accepts(String mediaType) {
      return ImSdp.accepts(acceptTypes, mediaType);
    }
  }

  /**
   * A session, but none that carries instant messages only: 488.
   *
   * @param warning code of the Warning header (RFC 3261 section 20.43)
   */
  record NotIm(int warning, String why) implements Description {}

  /** No session description: 400. */
  record Malformed(String why) implements Description {}

  /**
   * A media line.
   *
   * @param name as written: {@code message}, {@code audio}
   * @param port 0 for one that is refused or not used any more
   */
  record Media(String name, int port, String protocol, String formats) {
    boolean isIm() {
      return (name.equalsIgnoreCase("message") || name.equalsIgnoreCase("x-ms-message"))
          && protocol.equalsIgnoreCase("sip");
    }
  }
}
