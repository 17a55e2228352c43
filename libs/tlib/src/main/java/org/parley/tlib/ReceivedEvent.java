package org.parley.tlib;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.TlibCodec.FromServer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An event as far as it has been read. */
final class ReceivedEvent {
  private static final Map<String, AttributeJson.Reader> READERS = new HashMap<>();

  static {
    Attribute.all().forEach(a -> READERS.put(a.wireName(), AttributeJson.readerOf(a.type())));
  }

  private @Nullable String name;
  private long seq;
  private final Attribute<?>[] attributes = new Attribute<?>[READERS.size()];
  private final Object[] values = new Object[READERS.size()];
  private int count;
  private @Nullable String problem;

  void member(String member, JsonParser in) {
    if (member.equals("message")) {
      name = in.currentToken() == JsonToken.VALUE_STRING ? in.getString() : null;
      in.skipChildren();
      return;
    }
    Attribute<?> attribute = Attribute.ofName(member);
    AttributeJson.Reader reader = attribute == null ? null : READERS.get(member);
    if (attribute == null || reader == null) {
      if (member.equals("seq")
          && AttributeJson.valueOrProblem(AttributeJson.SEQ, in) instanceof Long number) {
        seq = number;
      }
      in.skipChildren();
      return;
    }
    Object value = AttributeJson.valueOrProblem(reader, in);
    if (!(value instanceof BadValue invalid)) {
      attributes[count] = attribute;
      values[count++] = value;
    } else if (!isOfNewerServer(attribute, in)) {
      problem = "attribute " + member + ": " + invalid.what();
    }
  }

  /** An enumeration may grow; a client that does not know the new name does without it. */
  private static boolean isOfNewerServer(Attribute<?> attribute, JsonParser in) {
    return (attribute.type().isEnum()) && in.currentToken() == JsonToken.VALUE_STRING;
  }

  FromServer finish() {
    return switch (name) {
      case null -> new FromServer.Broken("the member message is missing, or no string");
      case "AddpPing" -> new FromServer.Ping(seq);
      case "AddpPong" -> new FromServer.Pong(seq);
      default -> event(name);
    };
  }

  private FromServer event(String name) {
    MessageType type = MessageType.ofName(name);
    if (type == null) {
      return new FromServer.Unknown(BadValue.quote(name));
    }
    return problem == null
        ? new FromServer.Event(TlibEvent.of(type, attributes, values, count))
        : new FromServer.Broken(name + ": " + problem);
  }
}
