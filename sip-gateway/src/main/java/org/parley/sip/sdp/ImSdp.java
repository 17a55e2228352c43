package org.parley.sip.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.parley.sip.sdp.Description.Im;
import org.parley.sip.sdp.Description.Malformed;
import org.parley.sip.sdp.Description.Media;
import org.parley.sip.sdp.Description.NotIm;

/** Reads and writes the session descriptions of IM sessions (t-library.md 6.6). */
public final class ImSdp {
  public static final String MEDIA_TYPE = "application/sdp";

  private static final String TEXT = "text/plain";
  private static final String ACCEPT_TYPES =
      "a=accept-types:text/plain message/imdn+xml application/im-iscomposing+xml\r\n";

  private static final String ACCEPTS = "accept-types:";

  private ImSdp() {}

  /** What {@code bytes} describe; an attribute that is not known is passed over. */
  public static Description read(byte[] bytes) {
    return switch (Sdp.read(bytes)) {
      case Sdp.Text.Broken(String why) -> new Malformed(why);
      case Sdp.Text.Lines lines -> judge(lines);
    };
  }

  private static Description judge(Sdp.Text.Lines lines) {
    List<Media> media =
        lines.media().stream().map(Sdp.Part::line).filter(Objects::nonNull).toList();
    List<Media> used = media.stream().filter(m -> m.port() != 0).toList();
    if (used.stream().noneMatch(Media::isIm)) {
      boolean other = used.stream().anyMatch(m -> m.name().equalsIgnoreCase("message"));
      return other
          ? new NotIm(302, "Incompatible transport protocol")
          : new NotIm(304, "Media type not available");
    }
    if (!used.stream().allMatch(Media::isIm)) {
      return new NotIm(304, "Instant messages only");
    }
    List<String> acceptTypes = acceptTypes(lines);
    return accepts(acceptTypes, TEXT)
        ? new Im(media, acceptTypes)
        : new NotIm(305, "Incompatible media format");
  }

  private static List<String> acceptTypes(Sdp.Text.Lines lines) {
    List<String> said =
        lines.attributes().stream()
            .filter(attribute -> attribute.regionMatches(true, 0, ACCEPTS, 0, ACCEPTS.length()))
            .toList();
    return said.isEmpty()
        ? List.of(TEXT)
        : said.stream()
            .flatMap(value -> Stream.of(value.substring(ACCEPTS.length()).strip().split(" +")))
            .map(type -> type.toLowerCase(Locale.ROOT))
            .toList();
  }

  static boolean accepts(List<String> types, String wanted) {
    String family = wanted.substring(0, wanted.indexOf('/')) + "/*";
    return types.contains("*") || types.contains(wanted) || types.contains(family);
  }

  /**
   * Our side of a session, as an offer.
   *
   * @param session the same for the life of a dialog
   * @param version grows by one when what it says changes
   * @param host as {@link org.parley.sip.signalling.Signalling#host} says
   */
  public static String offer(long session, long version, String host) {
    return head(session, version, host) + "m=message 5060 sip null\r\n" + ACCEPT_TYPES;
  }

  /** Our side of a session, as the answer to an offer: line by line (RFC 3264 section 6). */
  public static String answer(Im offer, long session, long version, String host) {
    StringBuilder text = new StringBuilder(head(session, version, host));
    for (Media media : offer.media()) {
      boolean taken = media.port() != 0;
      text.append("m=").append(media.name()).append(taken ? " 5060 " : " 0 ");
      text.append(media.protocol()).append(taken ? " null" : " " + media.formats()).append("\r\n");
      if (taken) {
        text.append(ACCEPT_TYPES);
      }
    }
    return text.toString();
  }

  private static String head(long session, long version, String host) {
    String at = (host.indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + host;
    return "v=0\r\no=- %d %d %s\r\ns=session\r\nc=%s\r\nt=0 0\r\n"
        .formatted(session, version, at, at);
  }
}
