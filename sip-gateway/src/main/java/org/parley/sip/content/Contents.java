package org.parley.sip.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.sip.content.Content.Composing;
import org.parley.sip.content.Content.NotDelivered;
import org.parley.sip.content.Content.Nothing;
import org.parley.sip.content.Content.Text;
import org.parley.sip.content.Content.Unreadable;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;

/** Reads the bodies of MESSAGE requests. */
public final class Contents {
  public static final String COMPOSING = "application/im-iscomposing+xml";
  public static final String DISPOSITION = "message/imdn+xml";

  /** What an Accept header of a 415 says. */
  public static final String ACCEPT = "text/plain, " + COMPOSING + ", " + DISPOSITION;

  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "utf-8", StandardCharsets.UTF_8,
          "us-ascii", StandardCharsets.US_ASCII,
          "iso-8859-1", StandardCharsets.ISO_8859_1);
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]*)\"?", Pattern.CASE_INSENSITIVE);

  private Contents() {}

  /**
   * @param headers of the request that has the body
   * @param maxText the longest text, in bytes of UTF-8
   */
  public static Content read(Body body, HeaderFields headers, int maxText) {
    if (body.isEmpty()) {
      return new Nothing();
    }
    if (headers
        .first("Content-Encoding")
        .filter(e -> !e.equalsIgnoreCase("identity"))
        .isPresent()) {
      return unsupported();
    }
    return switch (body.mediaType()) {
      case "text/plain" -> text(body, maxText);
      case COMPOSING -> composing(body);
      case DISPOSITION -> disposition(body);
      default -> unsupported();
    };
  }

  private static Unreadable unsupported() {
    return new Unreadable(415, "Unsupported Media Type");
  }

  private static Content text(Body body, int maxText) {
    Optional<Charset> charset = charset(body.contentType());
    if (charset.isEmpty()) {
      return unsupported();
    }
    if (body.length() > maxText) {
      return tooLong(); // no charset here has fewer bytes in UTF-8
    }
    try {
      String text = charset.get().newDecoder().decode(ByteBuffer.wrap(body.bytes())).toString();
      return text.getBytes(StandardCharsets.UTF_8).length > maxText ? tooLong() : new Text(text);
    } catch (CharacterCodingException e) {
      return new Unreadable(400, "Not in the Charset");
    }
  }

  private static Unreadable tooLong() {
    return new Unreadable(413, "Request Entity Too Large");
  }

  private static Optional<Charset> charset(String contentType) {
    Matcher parameter = CHARSET.matcher(contentType);
    return parameter.find()
        ? Optional.ofNullable(CHARSETS.get(parameter.group(1).toLowerCase(Locale.ROOT)))
        : Optional.of(StandardCharsets.UTF_8);
  }

  private static Content composing(Body body) {
    return SmallXml.read(body.bytes())
        .filter(xml -> xml.root().equals("isComposing"))
        .flatMap(xml -> xml.text("isComposing/state"))
        .<Content>map(state -> new Composing(state.equals("active")))
        .orElseGet(Contents::malformed);
  }

  private static Content disposition(Body body) {
    Optional<SmallXml> xml = SmallXml.read(body.bytes()).filter(x -> x.root().equals("imdn"));
    if (xml.isEmpty()) {
      return malformed();
    }
    Optional<String> id = xml.get().text("imdn/message-id");
    return id.flatMap(messageId -> failure(xml.get(), messageId)).orElseGet(Nothing::new);
  }

  private static Optional<Content> failure(SmallXml xml, String messageId) {
    String status = "imdn/delivery-notification/status/";
    if (xml.has(status + "failed")) {
      return Optional.of(new NotDelivered(messageId, 480, "Delivery Failed"));
    }
    if (xml.has(status + "forbidden")) {
      return Optional.of(new NotDelivered(messageId, 403, "Delivery Forbidden"));
    }
    return xml.has(status + "error")
        ? Optional.of(new NotDelivered(messageId, 500, "Delivery Error"))
        : Optional.empty();
  }

  private static Unreadable malformed() {
    return new Unreadable(400, "Malformed Body");
  }
}
