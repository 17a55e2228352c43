package org.parley.sip.content;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.parley.contracts.im.ImMessage;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;

/** Writes what a MESSAGE carries, and the headers that tell about it (t-library.md 6.6). */
public final class Outgoing {
  public static final String MESSAGE_ID = "X-Parley-Message-Id";
  public static final String SEQ = "X-Parley-Seq";
  public static final String FROM = "X-Parley-From";
  public static final String TIME = "X-Parley-Time";

  private static final Pattern TEXT_TYPE =
      Pattern.compile("(text/[a-z0-9.+-]{1,64})(?:\\s*;.*)?", Pattern.DOTALL);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Outgoing() {}

  /** The text in UTF-8. What is no text by its own account is sent as plain text. */
  public static Body body(ImMessage message) {
    var type = TEXT_TYPE.matcher(message.contentType().strip().toLowerCase(Locale.ROOT));
    return Body.of(
        (type.matches() ? type.group(1) : "text/plain") + ";charset=UTF-8", message.text());
  }

  public static HeaderFields headers(ImMessage message) {
    return HeaderFields.of("Date", DATE.format(message.time()))
        .with(MESSAGE_ID, escaped(message.messageId()))
        .with(SEQ, Integer.toString(message.seq()))
        .with(FROM, message.from().number())
        .with(TIME, message.time().toString());
  }

  /** A typing notice (RFC 3994). */
  public static Body composing(boolean active, Instant now) {
    return Body.of(
        Contents.COMPOSING,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing"><state>%s</state>\
        <contenttype>text/plain</contenttype>%s</isComposing>
        """
            .formatted(
                active ? "active" : "idle",
                active ? "<refresh>60</refresh>" : "<lastactive>" + now + "</lastactive>"));
  }

  /**
   * The id as one word of visible ASCII: clients choose ids, and none of them writes header lines.
   */
  public static String escaped(String id) {
    StringBuilder text = new StringBuilder();
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7F && b != '%') {
        text.append((char) b);
      } else {
        text.append(String.format("%%%02X", b & 0xFF));
      }
    }
    return text.toString();
  }
}
