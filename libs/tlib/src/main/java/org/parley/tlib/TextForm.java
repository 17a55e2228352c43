package org.parley.tlib;

import java.util.Map;
import java.util.Set;
import org.parley.tlib.TlibRequest.RegisterClient.Addp;

/**
 * Prints a message the way a T-Server logs it (t-library.md 0.3, form A), for logs and for people
 * who debug a client:
 *
 * <pre>
 * message EventRinging
 * 	AttributeThisDN	'1002'
 * 	AttributeMediaType	5
 * 	AttributeExtensions	[1]
 * 		'im-text'	[5 characters]
 * </pre>
 *
 * Enumerations print as numbers, a message as its name, a KV list with the number of its pairs.
 * What people wrote, the keys they pressed and the data attached to a call show their length only;
 * {@link #open()} shows them. Passwords and tokens never show.
 */
public final class TextForm {
  private static final TextForm MASKED = new TextForm(false);
  private static final TextForm OPEN = new TextForm(true);

  private static final Set<String> SECRETS = Set.of("password", "token");
  private static final String IM_TEXT = "im-text";

  /** May be a card number. */
  private static final String KEYS = "dtmfDigits";

  private final boolean open;

  private TextForm(boolean open) {
    this.open = open;
  }

  /** Texts and attached data as lengths: what a log may hold. */
  public static TextForm masked() {
    return MASKED;
  }

  /** Everything but credentials. */
  public static TextForm open() {
    return OPEN;
  }

  public String print(TlibEvent event) {
    var out = new StringBuilder(256).append("message ").append(event.type().wireName());
    event.forEach(
        (attribute, value) -> attribute(attribute.wireName(), attribute.vendorName(), value, out));
    return out.toString();
  }

  public String print(TlibRequest request) {
    var out = new StringBuilder(256).append("message ").append(request.type().wireName());
    RequestTypes.shapeOf(request)
        .forEach(request, (name, value) -> attribute(name, vendorName(name), value, out));
    if (request.referenceId() != 0) {
      attribute("referenceId", "ReferenceID", request.referenceId(), out);
    }
    return out.toString();
  }

  private static String vendorName(String wireName) {
    Attribute<?> attribute = Attribute.ofName(wireName);
    return attribute != null
        ? attribute.vendorName()
        : Character.toUpperCase(wireName.charAt(0)) + wireName.substring(1);
  }

  private void attribute(String wireName, String vendorName, Object value, StringBuilder out) {
    out.append("\n\tAttribute").append(vendorName).append('\t');
    if (SECRETS.contains(wireName)) {
      out.append("[hidden]");
      return;
    }
    if (!open && wireName.equals(KEYS)) {
      out.append('[').append(value.toString().length()).append(" keys]");
      return;
    }
    switch (value) {
      case KvList list -> list(list, wireName.equals("userData"), 2, out);
      case WireEnum constant -> out.append(constant.code());
      case MessageType message -> out.append(message.wireName());
      case ConnId connId -> out.append(connId);
      case Number number -> out.append(number);
      case Addp(int timeout, int remoteTimeout) ->
          out.append(timeout).append('/').append(remoteTimeout);
      default -> quoted(value.toString(), out);
    }
  }

  private void list(KvList list, boolean attachedData, int indent, StringBuilder out) {
    out.append('[').append(list.size()).append(']');
    for (Map.Entry<String, KvValue> pair : list.pairs().entrySet()) {
      out.append('\n').repeat('\t', indent);
      quoted(pair.getKey(), out);
      out.append('\t');
      boolean hidden = !open && (attachedData || pair.getKey().equals(IM_TEXT));
      switch (pair.getValue()) {
        case KvValue.Text(var text) -> {
          if (hidden) {
            out.append('[').append(text.codePointCount(0, text.length())).append(" characters]");
          } else {
            quoted(text, out);
          }
        }
        case KvValue.Int(var number) -> out.append(hidden ? "[integer]" : String.valueOf(number));
        case KvValue.Binary(var hex) -> {
          out.append('[').append(hex.length() / 2).append(hidden ? " bytes]" : "]");
          if (!hidden) {
            out.append(' ').append(hex);
          }
        }
        case KvValue.Nested(var nested) -> list(nested, attachedData, indent + 1, out);
      }
    }
  }

  /** One line whatever the text: who writes a text must not be able to write a log line. */
  private static void quoted(String text, StringBuilder out) {
    out.append('\'');
    text.codePoints()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.SURROGATE,
                Character.UNASSIGNED,
                Character.PRIVATE_USE ->
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            default -> {
              if (c == '\'' || c == '\\') {
                out.append('\\');
              }
              out.appendCodePoint(c);
            }
          }
        });
    out.append('\'');
  }
}
