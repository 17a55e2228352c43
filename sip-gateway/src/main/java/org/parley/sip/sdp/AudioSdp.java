package org.parley.sip.sdp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.sip.sdp.AudioReading.Audio;
import org.parley.sip.sdp.AudioReading.Malformed;
import org.parley.sip.sdp.AudioReading.Unusable;
import org.parley.sip.sdp.Description.Media;

/**
 * Reads and writes the session descriptions of voice calls (RFC 4566, RFC 3264). Strict, for what
 * one endpoint says is told to another: formats that are not understood are left out.
 */
public final class AudioSdp {
  public static final String MEDIA_TYPE = ImSdp.MEDIA_TYPE;

  /** Our own line among the media lines of a session. */
  public static final String OURS = "audio";

  private static final String PROTOCOL = "RTP/AVP";
  private static final int MAX_FORMATS = 32;
  private static final int DISCARD = 9;

  private static final Pattern RTPMAP =
      Pattern.compile("rtpmap:(\\d{1,3}) ([A-Za-z0-9._-]{1,32})/(\\d{4,6})(?:/(\\d))?");
  private static final Pattern FMTP = Pattern.compile("fmtp:(\\d{1,3}) ([ -~]{1,256})");
  private static final Pattern CONNECTION = Pattern.compile("IN IP[46] ([0-9A-Fa-f:.]{2,45})");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /** Those of RFC 3551 that phones use without saying what they are. */
  private static final Map<Integer, Format> STATIC =
      Map.of(
          0, new Format(0, "PCMU", 8000, null),
          3, new Format(3, "GSM", 8000, null),
          8, new Format(8, "PCMA", 8000, null),
          9, new Format(9, "G722", 8000, null),
          18, new Format(18, "G729", 8000, null));

  private static final List<Format> OFFERED =
      List.of(
          new Format(0, "PCMU", 8000, null),
          new Format(8, "PCMA", 8000, null),
          new Format(101, AudioDescription.TELEPHONE_EVENT, 8000, "0-15"));

  private static final Map<Direction, String> DIRECTIONS =
      Map.of(
          Direction.SEND_RECEIVE, "sendrecv",
          Direction.SEND_ONLY, "sendonly",
          Direction.RECEIVE_ONLY, "recvonly",
          Direction.INACTIVE, "inactive");

  private AudioSdp() {}

  /**
   * Whether an INVITE with that description is for a voice call: it has audio, used or not, and no
   * instant messages.
   */
  public static boolean isVoice(byte[] bytes) {
    return Sdp.read(bytes) instanceof Sdp.Text.Lines lines
        && lines.media().stream().anyMatch(part -> isNamed(part, OURS))
        && lines.media().stream()
            .map(Sdp.Part::line)
            .filter(Objects::nonNull)
            .noneMatch(line -> line.port() != 0 && line.isIm());
  }

  private static boolean isNamed(Sdp.Part part, String name) {
    return part.line() != null && part.line().name().equalsIgnoreCase(name);
  }

  /** What {@code bytes} say of audio: of the first stream that we can use. */
  public static AudioReading read(byte[] bytes) {
    return switch (Sdp.read(bytes)) {
      case Sdp.Text.Broken(String why) -> new Malformed(why);
      case Sdp.Text.Lines lines -> read(lines);
    };
  }

  private static AudioReading read(Sdp.Text.Lines lines) {
    List<String> media = new ArrayList<>();
    Sdp.Part taken = null;
    for (Sdp.Part part : lines.media()) {
      boolean take = taken == null && isUsable(part);
      taken = take ? part : taken;
      media.add(take ? OURS : refused(Objects.requireNonNull(part.line())));
    }
    if (taken == null || taken.line() == null) {
      boolean other = lines.media().stream().anyMatch(part -> isNamed(part, OURS));
      return other
          ? new Unusable(302, "Plain RTP/AVP only")
          : new Unusable(304, "Media type not available");
    }
    return describe(lines.session(), taken, taken.line(), media);
  }

  private static boolean isUsable(Sdp.Part part) {
    Media line = part.line();
    return line != null
        && isNamed(part, OURS)
        && line.port() != 0
        && line.protocol().equalsIgnoreCase(PROTOCOL);
  }

  private static String refused(Media line) {
    return line.name() + " " + line.protocol() + " " + line.formats();
  }

  private static AudioReading describe(
      Sdp.Part session, Sdp.Part part, Media line, List<String> media) {
    String connection =
        !part.connections().isEmpty()
            ? part.connections().getFirst()
            : session.connections().isEmpty() ? "" : session.connections().getFirst();
    Optional<String> host = host(connection);
    if (connection.isEmpty()) {
      return new Malformed("c= is needed");
    }
    if (host.isEmpty()) {
      return new Unusable(301, "An address as a literal only");
    }
    if (part.attributes().stream().anyMatch(a -> a.startsWith("ptime:") && !is20(a))) {
      return new Unusable(306, "Packets of 20 ms only");
    }
    List<Format> formats = formats(line, part.attributes());
    if (formats.stream().allMatch(f -> isKeys(f.name()))) {
      return new Unusable(305, "Incompatible media format");
    }
    boolean nowhere = host.get().equals("0.0.0.0") || host.get().equals("::");
    Direction direction =
        nowhere
            ? Direction.INACTIVE
            : direction(part.attributes())
                .or(() -> direction(session.attributes()))
                .orElse(Direction.SEND_RECEIVE);
    return new Audio(
        new AudioDescription(host.get(), line.port(), formats, direction), nowhere, media);
  }

  private static boolean is20(String attribute) {
    return attribute.substring(6).strip().equals("20");
  }

  private static boolean isKeys(String name) {
    return name.equalsIgnoreCase(AudioDescription.TELEPHONE_EVENT);
  }

  /** A unicast address, or the null address. */
  private static Optional<String> host(String connection) {
    Matcher form = CONNECTION.matcher(connection.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String host = form.group(1);
    if (host.indexOf(':') < 0 && !IPV4.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      return address.isMulticastAddress() ? Optional.empty() : Optional.of(host);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Direction> direction(List<String> attributes) {
    return attributes.stream()
        .flatMap(attribute ->
            DIRECTIONS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(attribute.strip()))
                .map(Map.Entry::getKey))
        .findFirst();
  }

  private static List<Format> formats(Media line, List<String> attributes) {
    Map<Integer, Format> named = named(attributes);
    Map<Integer, String> parameters = parameters(attributes);
    Map<Integer, Format> formats = new LinkedHashMap<>();
    for (String text : line.formats().split(" +")) {
      if (text.matches("\\d{1,3}") && formats.size() < MAX_FORMATS) {
        int type = Integer.parseInt(text);
        @Nullable Format format = named.getOrDefault(type, STATIC.get(type));
        if (format != null && type < 128 && !format.name().equalsIgnoreCase("CN")) {
          formats.put(
              type, new Format(type, format.name(), format.clockRate(), parameters.get(type)));
        }
      }
    }
    return List.copyOf(formats.values());
  }

  private static Map<Integer, Format> named(List<String> attributes) {
    Map<Integer, Format> named = new LinkedHashMap<>();
    for (String attribute : attributes) {
      Matcher form = RTPMAP.matcher(attribute.strip());
      // One channel; opus always says two (RFC 7587 section 7).
      if (form.matches()
          && (form.group(4) == null || form.group(4).equals("1") || isOpus(form.group(2)))) {
        int type = Integer.parseInt(form.group(1));
        named.put(type, new Format(type, form.group(2), Integer.parseInt(form.group(3)), null));
      }
    }
    return named;
  }

  private static boolean isOpus(String name) {
    return name.equalsIgnoreCase("opus");
  }

  private static Map<Integer, String> parameters(List<String> attributes) {
    Map<Integer, String> parameters = new LinkedHashMap<>();
    for (String attribute : attributes) {
      Matcher form = FMTP.matcher(attribute.strip());
      if (form.matches()) {
        parameters.put(Integer.parseInt(form.group(1)), form.group(2));
      }
    }
    return parameters;
  }

  /**
   * Nobody, as an offer: the null address, which hears nothing and is not sent to (RFC 3725 section
   * 4.4, a black hole). An inactive offer would say the same; some endpoints (baresip 1.0) never
   * listen again after one.
   */
  public static AudioDescription blackHole(String host) {
    return new AudioDescription(
        host.indexOf(':') >= 0 ? "::" : "0.0.0.0", DISCARD, OFFERED, Direction.SEND_RECEIVE);
  }

  /** Nobody, as an answer is made of it: inactive, at a port that is none. */
  public static AudioDescription nobody(String host) {
    return new AudioDescription(host, DISCARD, OFFERED, Direction.INACTIVE);
  }

  /**
   * The answer to an offer (RFC 3264 section 6): the formats that both name, by the numbers of the
   * offer, in the direction that goes with it.
   */
  public static AudioDescription answer(AudioDescription there, AudioDescription offer) {
    List<Format> common = new ArrayList<>();
    for (Format format : there.formats()) {
      offer
          .like(format)
          .map(theirs ->
              new Format(
                  theirs.payloadType(), theirs.name(), theirs.clockRate(), format.parameters()))
          .ifPresent(common::add);
    }
    return new AudioDescription(
        there.host(),
        there.port(),
        common.isEmpty() ? offer.formats() : common,
        matching(offer.direction(), there.direction()));
  }

  private static Direction matching(Direction theirs, Direction ours) {
    if (ours == Direction.INACTIVE) {
      return Direction.INACTIVE;
    }
    return switch (theirs) {
      case SEND_RECEIVE -> Direction.SEND_RECEIVE;
      case SEND_ONLY -> Direction.RECEIVE_ONLY;
      case RECEIVE_ONLY -> Direction.SEND_ONLY;
      case INACTIVE -> Direction.INACTIVE;
    };
  }

  /**
   * A session description.
   *
   * @param session the same for the life of a dialog
   * @param version grows by one when what it says changes
   * @param host of the gateway, whose session it is
   * @param media the lines of the session in their order; all but {@link #OURS} are refused
   */
  public static String write(
      long session, long version, String host, List<String> media, AudioDescription audio) {
    StringBuilder text = new StringBuilder();
    text.append("v=0\r\no=- %d %d IN %s\r\n".formatted(session, version, address(host)));
    text.append("s=session\r\nc=IN %s\r\nt=0 0\r\n".formatted(address(audio.host())));
    for (String line : media) {
      if (line.equals(OURS)) {
        write(text, audio);
      } else {
        int end = line.indexOf(' ');
        text.append("m=").append(line, 0, end).append(" 0").append(line, end, line.length());
        text.append("\r\n");
      }
    }
    return text.toString();
  }

  private static String address(String host) {
    return (host.indexOf(':') >= 0 ? "IP6 " : "IP4 ") + host;
  }

  private static void write(StringBuilder text, AudioDescription audio) {
    text.append("m=audio ").append(audio.port()).append(' ').append(PROTOCOL);
    audio.formats().forEach(format -> text.append(' ').append(format.payloadType()));
    text.append("\r\n");
    for (Format format : audio.formats()) {
      String channels = isOpus(format.name()) ? "/2" : "";
      text.append(
          "a=rtpmap:%d %s/%d%s\r\n"
              .formatted(format.payloadType(), format.name(), format.clockRate(), channels));
      if (format.parameters() != null) {
        text.append("a=fmtp:%d %s\r\n".formatted(format.payloadType(), format.parameters()));
      }
    }
    text.append("a=ptime:20\r\na=").append(DIRECTIONS.get(audio.direction())).append("\r\n");
  }
}
