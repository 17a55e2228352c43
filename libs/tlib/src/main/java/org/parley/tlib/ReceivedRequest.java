package org.parley.tlib;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.TlibCodec.FromClient;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A request as far as it has been read: the members come in any order. */
final class ReceivedRequest {
  private @Nullable String name;
  private int referenceId;
  private long seq;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private @Nullable Map<String, BadValue> problems;

  void member(String member, JsonParser in) {
    if (member.equals("message")) {
      name = in.currentToken() == JsonToken.VALUE_STRING ? in.getString() : null;
      in.skipChildren();
      return;
    }
    boolean isSeq = member.equals("seq");
    AttributeJson.Reader reader = isSeq ? AttributeJson.SEQ : RequestTypes.readerOf(member);
    if (reader == null || in.currentToken() == JsonToken.VALUE_NULL) {
      in.skipChildren();
      return;
    }
    Object value = AttributeJson.valueOrProblem(reader, in);
    if (value instanceof BadValue problem) {
      problems = problems == null ? new LinkedHashMap<>() : problems;
      problems.put(member, problem);
    } else if (isSeq) {
      seq = (Long) value;
    } else if (member.equals("referenceId")) {
      referenceId = (Integer) value;
    } else {
      values.put(member, value);
    }
  }

  FromClient finish() {
    return switch (name) {
      case null -> new FromClient.Broken("the member message is missing, or no string");
      case "AddpPing" -> new FromClient.Ping(seq);
      case "AddpPong" -> new FromClient.Pong(seq);
      default -> request(name);
    };
  }

  private FromClient request(String name) {
    RequestShape shape = RequestTypes.shapeOf(MessageType.ofName(name));
    if (shape == null) {
      return refused(TlibError.UNSUP_OPER, "message " + BadValue.quote(name) + " is not supported");
    }
    if (problems != null) {
      for (Map.Entry<String, BadValue> problem : problems.entrySet()) {
        if (shape.has(problem.getKey())) {
          return refused(
              TlibError.INVALID_ATTR,
              "%s: attribute %s: %s".formatted(name, problem.getKey(), problem.getValue().what()));
        }
      }
    }
    String missing = shape.missing(values);
    if (missing != null) {
      return refused(TlibError.INVALID_ATTR, name + " without attribute " + missing);
    }
    try {
      return new FromClient.Request(shape.create(referenceId, values));
    } catch (BadValue invalid) {
      return refused(TlibError.INVALID_ATTR, name + ": " + invalid.what());
    }
  }

  private FromClient refused(TlibError error, String detail) {
    return new FromClient.Refused(referenceId, error, detail);
  }
}
