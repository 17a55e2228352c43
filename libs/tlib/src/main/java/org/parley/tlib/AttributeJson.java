package org.parley.tlib;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.parley.tlib.TlibRequest.RegisterClient.Addp;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The JSON form of an attribute's value, by the value's class. Reading is strict: a number is no
 * string, an enumeration's number is not its name, and text that UTF-8 cannot carry is refused here
 * rather than when somebody wants to write it.
 */
final class AttributeJson {
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  /** Digits and sign of the longest 64-bit number. */
  private static final int MAX_LONG_LENGTH = 20;

  /** The number of a keep-alive. */
  static final Reader SEQ = AttributeJson::number;

  private AttributeJson() {}

  /** Reads the value at the current token. */
  @FunctionalInterface
  interface Reader {
    /**
     * @throws BadValue when the value is not of the reader's class; the parser may then stand
     *     anywhere inside the value
     */
    Object read(JsonParser in);
  }

  /** The reader of values of that class. */
  static Reader readerOf(Class<?> type) {
    if (type == String.class) {
      return AttributeJson::string;
    }
    if (type == Integer.class || type == int.class) {
      return AttributeJson::integer;
    }
    if (type == Long.class) {
      return AttributeJson::number;
    }
    if (type == Dn.class) {
      return AttributeJson::dn;
    }
    if (type == ConnId.class) {
      return AttributeJson::connId;
    }
    if (type == Instant.class) {
      return AttributeJson::time;
    }
    if (type == KvList.class) {
      return KvListJson::read;
    }
    if (type == Addp.class) {
      return AttributeJson::addp;
    }
    if (type == MessageType.class) {
      return AttributeJson::messageType;
    }
    if (WireEnum.class.isAssignableFrom(type)) {
      return constantOf(type);
    }
    throw new IllegalArgumentException("no JSON form for " + type.getSimpleName());
  }

  /** The value at the current token, or what is wrong with it; the parser ends up at its end. */
  static Object valueOrProblem(Reader reader, JsonParser in) {
    try {
      return reader.read(in);
    } catch (BadValue problem) {
      while (in.streamReadContext().getNestingDepth() > 1) {
        in.nextToken();
      }
      return problem;
    }
  }

  /** The string at the current token. */
  static String string(JsonParser in) {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new BadValue("expects a string");
    }
    return wellFormed(in.getString());
  }

  /** The text itself, if UTF-8 can carry it. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new BadValue("has half a surrogate pair, which is no character");
        }
        i++;
      }
    }
    return text;
  }

  /** The 32-bit integer at the current token. */
  static Integer integer(JsonParser in) {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
        && in.getStringLength() <= MAX_LONG_LENGTH) {
      try {
        return Integer.valueOf(in.getString());
      } catch (NumberFormatException tooBig) {
        // said below
      }
    }
    throw new BadValue("expects a 32-bit integer");
  }

  private static Long number(JsonParser in) {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
        && in.getStringLength() <= MAX_LONG_LENGTH) {
      try {
        return Long.valueOf(in.getString());
      } catch (NumberFormatException tooBig) {
        // said below
      }
    }
    throw new BadValue("expects a 64-bit integer");
  }

  private static Dn dn(JsonParser in) {
    try {
      return new Dn(string(in));
    } catch (IllegalArgumentException invalid) {
      throw new BadValue(String.valueOf(invalid.getMessage()));
    }
  }

  private static ConnId connId(JsonParser in) {
    try {
      return ConnId.parse(string(in));
    } catch (IllegalArgumentException invalid) {
      throw new BadValue("expects a ConnID: 16 hex digits");
    }
  }

  private static Instant time(JsonParser in) {
    try {
      return Instant.parse(string(in));
    } catch (DateTimeParseException invalid) {
      throw new BadValue("expects a time such as 2026-11-21T12:00:00.000000Z");
    }
  }

  private static MessageType messageType(JsonParser in) {
    String name = string(in);
    MessageType type = MessageType.ofName(name);
    if (type == null) {
      throw new BadValue(BadValue.quote(name) + " is not the name of a message");
    }
    return type;
  }

  private static Reader constantOf(Class<?> type) {
    var byName = new HashMap<String, Object>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((WireEnum) constant).wireName(), constant);
    }
    String valid =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> ((WireEnum) constant).wireName())
            .collect(Collectors.joining(", "));
    return in -> {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw new BadValue("expects one of " + valid);
      }
      Object constant = byName.get(in.getString());
      if (constant == null) {
        throw new BadValue(BadValue.quote(in.getString()) + " is not one of " + valid);
      }
      return constant;
    };
  }

  private static Addp addp(JsonParser in) {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new BadValue("expects an object with timeout and remoteTimeout");
    }
    Map<String, Integer> seconds = HashMap.newHashMap(2);
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      if (name.equals("timeout") || name.equals("remoteTimeout")) {
        seconds.put(name, seconds(name, in));
      } else {
        in.skipChildren();
      }
    }
    return new Addp(seconds.getOrDefault("timeout", 0), seconds.getOrDefault("remoteTimeout", 0));
  }

  private static Integer seconds(String name, JsonParser in) {
    try {
      Integer value = integer(in);
      if (value >= 0) {
        return value;
      }
    } catch (BadValue notAnInteger) {
      // said below
    }
    throw new BadValue(name + " expects seconds, 0 for none");
  }

  /** Writes a value of a class that {@link #readerOf} knows. */
  static void write(Object value, JsonGenerator out) {
    switch (value) {
      case KvList list -> KvListJson.write(list, out);
      case Instant time -> out.writeString(MICROSECONDS.format(time));
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case WireEnum constant -> out.writeString(constant.wireName());
      case MessageType message -> out.writeString(message.wireName());
      case Addp(int timeout, int remoteTimeout) -> {
        out.writeStartObject();
        out.writeNumberProperty("timeout", timeout);
        out.writeNumberProperty("remoteTimeout", remoteTimeout);
        out.writeEndObject();
      }
      default -> out.writeString(value.toString()); // strings, DNs, ConnIDs
    }
  }
}
