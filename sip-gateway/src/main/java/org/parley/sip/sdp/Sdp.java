package org.parley.sip.sdp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.sip.sdp.Description.Media;

/**
 * The lines of any session description (RFC 4566). Strict where it matters (lines, order of the
 * first ones, media); what they mean is for others.
 */
final class Sdp {
  static final int MAX_BYTES = 16_384;
  static final int MAX_LINES = 400;
  static final int MAX_MEDIA = 16;

  private static final Pattern MEDIA =
      Pattern.compile("([!-~]{1,64}) (\\d{1,5})(?:/\\d{1,5})? ([!-~]{1,64})((?: [!-~]{1,256})+)");
  private static final Pattern ORIGIN =
      Pattern.compile("[!-~]+ \\d+ \\d+ IN IP[46] [!-~]+", Pattern.CASE_INSENSITIVE);

  /** Lines that a description has exactly once before its first media line. */
  private static final Set<Character> ONCE = Set.of('v', 'o', 's');

  private static final String SESSION_LINES = "vosiuepcbtrzka";
  private static final String MEDIA_LINES = "micbka";

  private Sdp() {}

  /** What was read. */
  sealed interface Text {
    /** A description: what it says of the session, and of each of its media. */
    record Lines(Part session, List<Part> media) implements Text {
      List<String> attributes() {
        return Stream.concat(Stream.of(session), media.stream())
            .flatMap(part -> part.attributes().stream())
            .toList();
      }
    }

    record Broken(String why) implements Text {}
  }

  /**
   * A part of a description.
   *
   * @param line of the media; null for the session's own part
   * @param connections values of {@code c=}
   * @param attributes values of {@code a=}, in their order
   */
  record Part(@Nullable Media line, List<String> connections, List<String> attributes) {
    static Part of(@Nullable Media line) {
      return new Part(line, new ArrayList<>(), new ArrayList<>());
    }
  }

  static Text read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new Text.Broken("longer than " + MAX_BYTES + " bytes");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new Text.Broken("not UTF-8");
    }
    List<String> lines = List.of(text.split("\r\n|\n"));
    if (lines.size() > MAX_LINES) {
      return new Text.Broken("more than " + MAX_LINES + " lines");
    }
    return new Reader().read(lines);
  }

  /** One pass over the lines. */
  private static final class Reader {
    private final Part session = Part.of(null);
    private final List<Part> media = new ArrayList<>();
    private final List<Character> seen = new ArrayList<>();

    Text read(List<String> lines) {
      for (String line : lines) {
        String trouble = take(line);
        if (!trouble.isEmpty()) {
          return new Text.Broken(trouble);
        }
      }
      return seen.size() < 4 || !seen.contains('t')
          ? new Text.Broken("v=, o=, s= and t= are needed")
          : new Text.Lines(session, media);
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
        case 'c' -> added(part().connections(), value);
        case 'a' -> added(part().attributes(), value);
        default -> "";
      };
    }

    private Part part() {
      return media.isEmpty() ? session : media.getLast();
    }

    private static String added(List<String> values, String value) {
      values.add(value);
      return "";
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
          Part.of(
              new Media(
                  form.group(1),
                  Integer.parseInt(form.group(2)),
                  form.group(3),
                  form.group(4).strip())));
      return "";
    }
  }
}
