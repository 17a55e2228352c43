package org.parley.sip.guard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a message, cut into its fields without a look into them. Lenient: of a message that
 * does not pass it finds what can be found.
 */
public final class Head {
  private static final int MAX_FIELDS = 128;

  /** One field: its long name where it is known, its value unfolded. */
  public record Field(String name, String value) {}

  private final String startLine;
  private final List<Field> fields;

  private Head(String startLine, List<Field> fields) {
    this.startLine = startLine;
    this.fields = List.copyOf(fields);
  }

  /**
   * @param start where the start line begins
   * @param end where to stop at the latest
   */
  public static Head of(byte[] bytes, int start, int end) {
    int lineEnd = lineEnd(bytes, start, end);
    String startLine = new String(bytes, start, lineEnd - start, StandardCharsets.UTF_8);
    List<Field> fields = new ArrayList<>();
    int at = nextLine(bytes, lineEnd, end);
    while (at < end && fields.size() < MAX_FIELDS) {
      lineEnd = lineEnd(bytes, at, end);
      if (lineEnd == at) {
        break;
      }
      int next = nextLine(bytes, lineEnd, end);
      int last = lineEnd;
      while (next < end && (bytes[next] == ' ' || bytes[next] == '\t')) {
        last = lineEnd(bytes, next, end);
        next = nextLine(bytes, last, end);
      }
      field(bytes, at, last, fields);
      at = next;
    }
    return new Head(startLine, fields);
  }

  private static void field(byte[] bytes, int start, int end, List<Field> fields) {
    int colon = start;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    int nameEnd = colon;
    while (nameEnd > start && Chars.isSpace(bytes[nameEnd - 1])) {
      nameEnd--;
    }
    if (colon == end || nameEnd == start) {
      return;
    }
    @Nullable Known known = Known.named(bytes, start, nameEnd);
    String name =
        known == null
            ? new String(bytes, start, nameEnd - start, StandardCharsets.UTF_8)
            : known.fieldName();
    fields.add(new Field(name, unfolded(bytes, colon + 1, end)));
  }

  /** Line ends, with the spaces that follow them, become one space (RFC 3261 section 7.3.1). */
  private static String unfolded(byte[] bytes, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Chars.isSpace(bytes[start])) {
      start++;
    }
    while (end > start && Chars.isSpace(bytes[end - 1])) {
      end--;
    }
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (text.indexOf('\r') < 0 && text.indexOf('\n') < 0) {
      return text;
    }
    StringBuilder flat = new StringBuilder(text.length());
    boolean folding = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        folding = true;
      } else if (!folding || c != ' ' && c != '\t') {
        if (folding) {
          flat.append(' ');
          folding = false;
        }
        flat.append(c);
      }
    }
    return flat.toString();
  }

  private static int lineEnd(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] != '\r' && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static int nextLine(byte[] bytes, int lineEnd, int end) {
    int at = lineEnd;
    if (at < end && bytes[at] == '\r') {
      at++;
    }
    if (at < end && bytes[at] == '\n') {
      at++;
    }
    return at;
  }

  public String startLine() {
    return startLine;
  }

  public boolean isResponse() {
    return startLine.startsWith("SIP/");
  }

  /** Of a request: what stands before the first space. */
  public String method() {
    int space = startLine.indexOf(' ');
    return space < 0 ? "" : startLine.substring(0, space);
  }

  public List<Field> fields() {
    return fields;
  }

  /** The values of that name, as they are spelled here; null if there is none. */
  public @Nullable String first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }
}
