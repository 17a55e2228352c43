package org.parley.sip.guard;

import org.jspecify.annotations.Nullable;

/** The one pass over one message. */
final class Examination {
  private static final int MAX_METHOD = 64;
  private static final int MAX_FORWARDS = 255;

  private final byte[] bytes;
  private final int start;
  private final boolean stream;

  private int at;
  private boolean request;
  private int methodEnd;
  private long seen;
  private int headers;
  private int head;
  private int contentLength = -1;

  Examination(byte[] bytes, int start, boolean stream) {
    this.bytes = bytes;
    this.start = start;
    this.stream = stream;
  }

  /** Where the header ends. */
  int head() {
    return head;
  }

  /** Where the body ends. */
  int end() {
    return contentLength < 0 ? bytes.length : head + contentLength;
  }

  /** The first thing that is wrong, or null. */
  @Nullable Fault fault() {
    if (bytes.length > Guard.MAX_MESSAGE) {
      return Fault.TOO_LONG;
    }
    at = start;
    int lineEnd = lineEnd();
    if (lineEnd < 0) {
      return lineFault();
    }
    @Nullable Fault fault = startLine(lineEnd);
    if (fault != null) {
      return fault;
    }
    at = lineEnd + 2;
    while (true) {
      if (isLineEnd(at)) {
        head = at + 2;
        return whole();
      }
      fault = header();
      if (fault != null) {
        return fault;
      }
    }
  }

  /** The end of the physical line at {@code at}, which has no byte it must not have; or -1. */
  private int lineEnd() {
    int limit = Math.min(bytes.length, at + Guard.MAX_LINE);
    for (int i = at; i < limit; i++) {
      byte b = bytes[i];
      if (b == '\r') {
        return isLineEnd(i) && (i == at || bytes[i - 1] != '\\') ? i : -1;
      }
      if (Chars.isControl(b)) {
        return -1;
      }
    }
    return -1;
  }

  /** Why there is no line at {@code at}. */
  private Fault lineFault() {
    int limit = Math.min(bytes.length, at + Guard.MAX_LINE);
    for (int i = at; i < limit; i++) {
      if (bytes[i] == '\r' && isLineEnd(i)) {
        return Fault.BACKSLASH_AT_LINE_END;
      }
      if (Chars.isControl(bytes[i])) {
        return Fault.CONTROL_BYTE;
      }
    }
    return limit == bytes.length ? Fault.UNFINISHED : Fault.LINE_TOO_LONG;
  }

  private boolean isLineEnd(int i) {
    return i + 1 < bytes.length && bytes[i] == '\r' && bytes[i + 1] == '\n';
  }

  private @Nullable Fault startLine(int end) {
    if (startsWithVersion(start, end) && start + 7 < end && bytes[start + 7] == ' ') {
      return statusLine(start + 8, end);
    }
    request = true;
    int space = start;
    while (space < end && Chars.isToken(bytes[space])) {
      space++;
    }
    methodEnd = space;
    if (space == start || space - start > MAX_METHOD || space == end || bytes[space] != ' ') {
      return Fault.START_LINE;
    }
    int uri = space + 1;
    int uriEnd = uri;
    int lastAt = -1;
    int question = -1;
    while (uriEnd < end && bytes[uriEnd] != ' ') {
      byte b = bytes[uriEnd];
      if (!Chars.isUri(b)) {
        return Fault.START_LINE;
      }
      if (b == '@') {
        lastAt = uriEnd;
        question = -1;
      } else if (b == '?' && question < 0) {
        question = uriEnd;
      }
      uriEnd++;
    }
    if (uriEnd == uri || uriEnd == end || !hasScheme(uri, uriEnd)) {
      return Fault.START_LINE;
    }
    if (question > lastAt && isSip(uri)) {
      return Fault.START_LINE;
    }
    int version = uriEnd + 1;
    if (version + 7 == end && startsWithVersion(version, end)) {
      return null;
    }
    return isOtherVersion(version, end) ? Fault.VERSION : Fault.START_LINE;
  }

  private @Nullable Fault statusLine(int code, int end) {
    boolean three = code + 3 <= end && Values.digits(bytes, code, end) == code + 3;
    boolean inRange = three && bytes[code] >= '1' && bytes[code] <= '6';
    boolean ends = three && (code + 3 == end || bytes[code + 3] == ' ');
    return inRange && ends ? null : Fault.START_LINE;
  }

  private boolean startsWithVersion(int from, int end) {
    return from + 7 <= end
        && isWord(from, "SIP/")
        && bytes[from + 4] == '2'
        && bytes[from + 5] == '.'
        && bytes[from + 6] == '0';
  }

  private boolean isOtherVersion(int from, int end) {
    if (from + 4 > end || !isWord(from, "SIP/")) {
      return false;
    }
    int major = Values.digits(bytes, from + 4, end);
    int minor = major + 1;
    return major > from + 4
        && major < end
        && bytes[major] == '.'
        && minor < end
        && Values.digits(bytes, minor, end) == end;
  }

  private boolean isWord(int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasScheme(int from, int end) {
    int i = from;
    while (i < end && bytes[i] != ':') {
      byte b = bytes[i];
      if (!Chars.isAlpha(b)
          && (i == from || !Chars.isDigit(b) && b != '+' && b != '-' && b != '.')) {
        return false;
      }
      i++;
    }
    return i > from && i + 1 < end;
  }

  private boolean isSip(int from) {
    return (bytes[from] | 0x20) == 's'
        && (bytes[from + 1] | 0x20) == 'i'
        && (bytes[from + 2] | 0x20) == 'p'
        && (bytes[from + 3] == ':' || (bytes[from + 3] | 0x20) == 's' && bytes[from + 4] == ':');
  }

  /** One field with its folded lines; moves on behind it. */
  private @Nullable Fault header() {
    headers++;
    if (headers > Guard.MAX_HEADERS) {
      return Fault.TOO_MANY_HEADERS;
    }
    int nameStart = at;
    int end = lineEnd();
    if (end < 0) {
      return lineFault();
    }
    int nameEnd = nameStart;
    while (nameEnd < end && Chars.isToken(bytes[nameEnd])) {
      nameEnd++;
    }
    int colon = nameEnd;
    while (colon < end && (bytes[colon] == ' ' || bytes[colon] == '\t')) {
      colon++;
    }
    if (nameEnd == nameStart || colon == end || bytes[colon] != ':') {
      return Fault.HEADER;
    }
    at = end + 2;
    while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
      end = lineEnd();
      if (end < 0) {
        return lineFault();
      }
      if (end - nameStart > Guard.MAX_LINE) {
        return Fault.LINE_TOO_LONG;
      }
      at = end + 2;
    }
    @Nullable Known known = Known.named(bytes, nameStart, nameEnd);
    if (known == null) {
      return null;
    }
    long bit = 1L << known.ordinal();
    if (known.isSingle() && (seen & bit) != 0) {
      return known == Known.CONTENT_LENGTH ? Fault.CONTENT_LENGTH : Fault.REPEATED;
    }
    seen |= bit;
    int valueStart = Values.skipSpace(bytes, colon + 1, end);
    int valueEnd = end;
    while (valueEnd > valueStart && Chars.isSpace(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    return value(known, valueStart, valueEnd);
  }

  private @Nullable Fault value(Known known, int from, int end) {
    return switch (known.rule()) {
      case NONE -> null;
      case QUOTES -> Values.quotes(bytes, from, end);
      case VIA -> Values.via(bytes, from, end);
      case ADDRESS -> Values.addresses(bytes, from, end, false);
      case ADDRESSES -> Values.addresses(bytes, from, end, true);
      case CALL_ID -> callId(from, end);
      case CSEQ -> cseq(from, end);
      case NUMBER -> {
        long number = wholeNumber(from, end);
        boolean tooMuch = known == Known.MAX_FORWARDS && number > MAX_FORWARDS;
        yield number < 0 || tooMuch ? Fault.NUMBER : null;
      }
      case LEADING_NUMBER ->
          Values.number(bytes, from, Values.digits(bytes, from, end)) < 0 ? Fault.NUMBER : null;
      case CONTENT_LENGTH -> {
        long number = wholeNumber(from, end);
        if (number < 0 || number > Guard.MAX_MESSAGE) {
          yield Fault.CONTENT_LENGTH;
        }
        contentLength = (int) number;
        yield null;
      }
    };
  }

  private long wholeNumber(int from, int end) {
    return Values.digits(bytes, from, end) == end ? Values.number(bytes, from, end) : -1;
  }

  private @Nullable Fault callId(int from, int end) {
    for (int i = from; i < end; i++) {
      if (Chars.isSpace(bytes[i]) || bytes[i] < 0) {
        return Fault.CALL_ID;
      }
    }
    return from < end ? null : Fault.CALL_ID;
  }

  private @Nullable Fault cseq(int from, int end) {
    int digits = Values.digits(bytes, from, end);
    int method = Values.skipSpace(bytes, digits, end);
    if (digits == from || method == digits) {
      return Fault.CSEQ;
    }
    if (Values.number(bytes, from, digits) < 0) {
      return Fault.NUMBER;
    }
    int methodStop = method;
    while (methodStop < end && Chars.isToken(bytes[methodStop])) {
      methodStop++;
    }
    if (methodStop == method || methodStop != end) {
      return Fault.CSEQ;
    }
    return request && !isMethod(method, end) ? Fault.CSEQ_METHOD : null;
  }

  private boolean isMethod(int from, int end) {
    if (end - from != methodEnd - start) {
      return false;
    }
    for (int i = from; i < end; i++) {
      if (bytes[i] != bytes[start + i - from]) {
        return false;
      }
    }
    return true;
  }

  private boolean has(Known known) {
    return (seen & 1L << known.ordinal()) != 0;
  }

  /** What can only be said when the whole header has been seen. */
  private @Nullable Fault whole() {
    if (!has(Known.VIA)
        || !has(Known.FROM)
        || !has(Known.TO)
        || !has(Known.CALL_ID)
        || !has(Known.CSEQ)) {
      return Fault.MISSING;
    }
    int rest = bytes.length - head;
    if (stream ? contentLength != rest : contentLength > rest) {
      return Fault.CONTENT_LENGTH;
    }
    int body = contentLength < 0 ? rest : contentLength;
    return body > 0 && !has(Known.CONTENT_TYPE) ? Fault.CONTENT_TYPE : null;
  }
}
