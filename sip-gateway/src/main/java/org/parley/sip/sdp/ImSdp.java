package org.parley.sip.sdp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.sip.sdp.Description.Im;
import org.parley.sip.sdp.Description.Malformed;
import org.parley.sip.sdp.Description.Media;
import org.parley.sip.sdp.Description.NotIm;

/** Reads and writes the session descriptions of IM sessions (t-library.md 6.6). */
public final class ImSdp {
  public static final String MEDIA_TYPE = "application/sdp";

  static final int MAX_BYTES = 16_384;
  static final int MAX_LINES = 400;
  static final int MAX_MEDIA = 16;

  private static final String TEXT = "text/plain";
  private static final String ACCEPT_TYPES =
      "a=accept-types:text/plain message/imdn+xml application/im-iscomposing+xml\r\n";

  private static final Pattern MEDIA =
      Pattern.compile("([!-~]{1,64}) (\\d{1,5})(?:/\\d{1,5})? ([!-~]{1,64})((?: [!-~]{1,256})+)");
  private static final Pattern ORIGIN =
      Pattern.compile("[!-~]+ \\d+ \\d+ IN IP[46] [!-~]+", Pattern.CASE_INSENSITIVE);

  /** Lines that a description has exactly once before its first media line. */
  private static final Set<Character> ONCE = Set.of('v', 'o', 's');

  private static final String SESSION_LINES = "vosiuepcbtrzka";
  private static final String MEDIA_LINES = "micbka";

  private ImSdp() {}

  /**
   * What {@code bytes} describe. Strict where it matters (lines, order of the first ones, media);
   * an attribute that is not known is passed over.
   */
  public static Description read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new Malformed("longer than " + MAX_BYTES + " bytes");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new Malformed("not UTF-8");
    }
    List<String> lines = List.of(text.split("\r\n|\n"));
    if (lines.size() > MAX_LINES) {
      return new Malformed("more than " + MAX_LINES + " lines");
    }
    return new Reader().read(lines);
  }

  /** One pass over the lines. */
  private static final class Reader {
    private final List<Media> media = new ArrayList<>();
    private final List<String> acceptTypes = new ArrayList<>();
    private final List<Character> seen = new ArrayList<>();
    private boolean saysTypes;

    Description read(List<String> lines) {
      for (String line : lines) {
        String trouble = take(line);
        if (!trouble.isEmpty()) {
          return new Malformed(trouble);
        }
      }
      if (seen.size() < 4 || !seen.contains('t')) {
        return new Malformed("v=, o=, s= and t= are needed");
      }
      return judge();
    }

    private String take(String line) {
      if (line.length() < 2 || line.charAt(1) != '=' || line.indexOf('\0') >= 0) {
        return "a line that is not <letter>=<value>";
      }
      char type = line.charAt(0);
      if (!(media.isEmpty() ? SESSION_LINES + "m" : MEDIA_LINES).contains(String.valueOf(type))) {
        return "a line " + (Character.isLetter(type) ? type : '?') + "= where none can be";
      }
      int place = seen.size();
      if (place < 3 && type != "vos".charAt(place) || place >= 3 && ONCE.contains(type)) {
        return "it begins with v=, o= and s=";
      }
      seen.add(type);
      String value = line.substring(2);
      return switch (type) {
        case 'v' -> value.equals("0") ? "" : "version other than 0";
        case 'o' -> ORIGIN.matcher(value).matches() ? "" : "o= is not an origin";
        case 'm' -> media(value);
        case 'a' -> attribute(value);
        default -> "";
      };
    }

    private String media(String value) {
      Matcher form = MEDIA.matcher(value);
      if (!form.matches() || Integer.parseInt(form.group(2)) > 65_535) {
        return "m= is not a media line";
      }
      if (media.size() == MAX_MEDIA) {
        return "more than " + MAX_MEDIA + " media";
      }
      media.add(
          new Media(
              form.group(1),
              Integer.parseInt(form.group(2)),
              form.group(3),
              form.group(4).strip()));
      return "";
    }

    private String attribute(String value) {
      if (value.regionMatches(true, 0, "accept-types:", 0, 13)) {
        saysTypes = true;
        for (String type : value.substring(13).strip().split(" +")) {
          acceptTypes.add(type.toLowerCase(Locale.ROOT));
        }
      }
      return "";
    }

    private Description judge() {
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
      if (!saysTypes) {
        acceptTypes.add(TEXT);
      }
      return accepts(acceptTypes, TEXT)
          ? new Im(media, acceptTypes)
          : new NotIm(305, "Incompatible media format");
    }
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
