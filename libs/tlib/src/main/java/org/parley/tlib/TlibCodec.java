package org.parley.tlib;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages to UTF-8 JSON and back, one object a message (docs/tlib.md). Holds no state, does no I/O
 * and throws nothing for bad input: what cannot be read comes back as a value that says why.
 */
public final class TlibCodec {
  /** Longest message, in bytes, in either direction. */
  public static final int MAX_MESSAGE = 1 << 20;

  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(MAX_MESSAGE)
                          .maxNumberLength(20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Map<Class<?>, List<String>> MANDATORY = new ConcurrentHashMap<>();

  private TlibCodec() {}

  /** What a server reads from a client. */
  public sealed interface FromClient {
    record Request(TlibRequest request) implements FromClient {}

    record Ping(long seq) implements FromClient {}

    record Pong(long seq) implements FromClient {}

    /** Not a JSON object with a {@code message}: the connection cannot be trusted any more. */
    record Broken(String reason) implements FromClient {}

    /** A message that can be answered, with an EventError. */
    record Refused(int referenceId, TlibError error, String detail) implements FromClient {}
  }

  /** What a client reads from a server. */
  public sealed interface FromServer {
    record Event(TlibEvent event) implements FromServer {}

    record Ping(long seq) implements FromServer {}

    record Pong(long seq) implements FromServer {}

    /** A message of a newer server. */
    record Unknown(String message) implements FromServer {}

    record Broken(String reason) implements FromServer {}
  }

  /** Reads a message of a client. */
  public static FromClient decodeFromClient(byte[] json) {
    ObjectNode node;
    try {
      if (!(JSON.readTree(json) instanceof ObjectNode object)) {
        return new FromClient.Broken("a message is a JSON object");
      }
      node = object;
    } catch (JacksonException notJson) {
      return new FromClient.Broken("not JSON: " + notJson.getOriginalMessage());
    }
    String name = node.path("message").asString("");
    int referenceId = referenceId(node);
    return switch (name) {
      case "" -> new FromClient.Broken("the member message is missing");
      case "AddpPing" -> new FromClient.Ping(node.path("seq").asLong(0));
      case "AddpPong" -> new FromClient.Pong(node.path("seq").asLong(0));
      default -> request(name, referenceId, node);
    };
  }

  private static FromClient request(String name, int referenceId, ObjectNode node) {
    MessageType type = MessageType.ofName(name);
    Class<? extends TlibRequest> record = type == null ? null : RequestTypes.recordOf(type);
    if (record == null) {
      return new FromClient.Refused(
          referenceId, TlibError.UNSUP_OPER, "message " + printable(name) + " is not supported");
    }
    for (String mandatory : mandatory(record)) {
      if (node.path(mandatory).isMissingNode() || node.path(mandatory).isNull()) {
        return new FromClient.Refused(
            referenceId, TlibError.INVALID_ATTR, name + " without attribute " + mandatory);
      }
    }
    try {
      return new FromClient.Request(JSON.treeToValue(node, record));
    } catch (JacksonException invalid) {
      return new FromClient.Refused(
          referenceId, TlibError.INVALID_ATTR, name + ": " + explain(invalid));
    }
  }

  private static int referenceId(JsonNode node) {
    JsonNode value = node.path("referenceId");
    return value.isInt() ? value.intValue() : 0;
  }

  private static List<String> mandatory(Class<? extends TlibRequest> record) {
    return MANDATORY.computeIfAbsent(
        record,
        type ->
            Arrays.stream(type.getRecordComponents())
                .filter(c -> !c.getName().equals("referenceId"))
                .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList());
  }

  private static String explain(JacksonException invalid) {
    String where =
        invalid instanceof DatabindException databind
            ? databind.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "" : step.getPropertyName())
                .collect(Collectors.joining("."))
            : "";
    String what =
        invalid.getCause() instanceof IllegalArgumentException reason
            ? String.valueOf(reason.getMessage())
            : firstLine(invalid.getOriginalMessage());
    return where.isEmpty() ? what : "attribute " + where + ": " + what;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static String printable(String name) {
    String cut = name.length() > 64 ? name.substring(0, 64) + "..." : name;
    return cut.replaceAll("[^\\x20-\\x7E]", "?");
  }

  /** Writes a request. */
  public static byte[] encode(TlibRequest request) {
    ObjectNode node = JSON.createObjectNode();
    node.put("message", request.type().wireName());
    JSON.valueToTree(request)
        .properties()
        .forEach(member -> {
          boolean absent =
              member.getValue().isNull()
                  || (member.getKey().equals("referenceId") && request.referenceId() == 0);
          if (!absent) {
            node.set(member.getKey(), member.getValue());
          }
        });
    return JSON.writeValueAsBytes(node);
  }

  /** The keep-alive question, or its answer. */
  public static byte[] encodeAddp(boolean ping, long seq) {
    return JSON.writeValueAsBytes(
        JSON.createObjectNode().put("message", ping ? "AddpPing" : "AddpPong").put("seq", seq));
  }

  /** Writes an event. */
  public static byte[] encode(TlibEvent event) {
    var out = new tools.jackson.core.util.ByteArrayBuilder(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("message", event.type().wireName());
      event.attributes().forEach((attribute, value) -> write(json, attribute, value));
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Attribute<?> attribute, Object value) {
    json.writeName(attribute.wireName());
    switch (value) {
      case KvList list -> KvListJson.write(list, json);
      case Instant time -> json.writeString(MICROSECONDS.format(time));
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case WireEnum constant -> json.writeString(constant.wireName());
      case MessageType message -> json.writeString(message.wireName());
      default -> json.writeString(value.toString()); // strings, DNs, ConnIDs
    }
  }

  /** Reads a message of a server. */
  public static FromServer decodeFromServer(byte[] json) {
    try {
      if (!(JSON.readTree(json) instanceof ObjectNode node)) {
        return new FromServer.Broken("a message is a JSON object");
      }
      String name = node.path("message").asString("");
      return switch (name) {
        case "AddpPing" -> new FromServer.Ping(node.path("seq").asLong(0));
        case "AddpPong" -> new FromServer.Pong(node.path("seq").asLong(0));
        default -> {
          MessageType type = MessageType.ofName(name);
          yield type == null
              ? new FromServer.Unknown(printable(name))
              : new FromServer.Event(event(type, node));
        }
      };
    } catch (JacksonException | DateTimeParseException broken) {
      return new FromServer.Broken(String.valueOf(broken.getMessage()));
    }
  }

  private static TlibEvent event(MessageType type, ObjectNode node) {
    var attributes = new LinkedHashMap<Attribute<?>, Object>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      Attribute<?> attribute = Attribute.ofName(member.getKey());
      if (attribute != null) {
        attributes.put(attribute, JSON.treeToValue(member.getValue(), attribute.type()));
      }
    }
    return new TlibEvent(type, attributes);
  }
}
