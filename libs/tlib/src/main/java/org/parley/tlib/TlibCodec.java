package org.parley.tlib;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * Messages to UTF-8 JSON and back, one object a message (docs/tlib.md). Holds no state, does no I/O
 * and throws nothing for bad input: what cannot be read comes back as a value that says why, in
 * words for the writer of a client and without what the peer wrote as text.
 */
public final class TlibCodec {
  /** Longest message, in bytes, in either direction. */
  public static final int MAX_MESSAGE = 1 << 20;

  /** Levels of nesting that a message may have. */
  public static final int MAX_NESTING = 32;

  private static final int USUAL_LENGTH = 512;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxStringLength(MAX_MESSAGE)
                  .maxNameLength(MAX_MESSAGE)
                  .maxNumberLength(MAX_MESSAGE)
                  .build())
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

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
    return decodeFromClient(json, 0, json.length);
  }

  /** Reads a message of a client, which is a part of an array. */
  public static FromClient decodeFromClient(byte[] json, int offset, int length) {
    var message = new ReceivedRequest();
    String broken = readObject(json, offset, length, message::member);
    if (broken == null) {
      return message.finish();
    }
    byte[] repaired = Utf8.withoutHalfPairs(json, offset, length);
    return Arrays.equals(repaired, 0, length, json, offset, offset + length)
        ? new FromClient.Broken(broken)
        : halfPair(decodeFromClient(repaired), broken);
  }

  /** The answer to a message whose only fault is a text that ends inside a character. */
  private static FromClient halfPair(FromClient repaired, String broken) {
    String detail = "a text has half a surrogate pair, which is no character";
    return switch (repaired) {
      case FromClient.Request(var request) ->
          new FromClient.Refused(
              request.referenceId(),
              TlibError.INVALID_ATTR,
              request.type().wireName() + ": " + detail);
      case FromClient.Refused refused -> refused;
      case FromClient.Broken _, FromClient.Ping _, FromClient.Pong _ ->
          new FromClient.Broken(broken);
    };
  }

  /** Reads a message of a server. */
  public static FromServer decodeFromServer(byte[] json) {
    return decodeFromServer(json, 0, json.length);
  }

  /** Reads a message of a server, which is a part of an array. */
  public static FromServer decodeFromServer(byte[] json, int offset, int length) {
    var message = new ReceivedEvent();
    String broken = readObject(json, offset, length, message::member);
    return broken == null ? message.finish() : new FromServer.Broken(broken);
  }

  /** Writes a request. */
  public static byte[] encode(TlibRequest request) {
    return encode(request, request.referenceId());
  }

  /** Writes a request under another reference id than its own. */
  public static byte[] encode(TlibRequest request, int referenceId) {
    return toBytes(0, json -> write(request, referenceId, json));
  }

  /** The keep-alive question, or its answer. */
  public static byte[] encodeAddp(boolean ping, long seq) {
    return toBytes(
        0,
        json -> {
          json.writeStringProperty("message", ping ? "AddpPing" : "AddpPong");
          json.writeNumberProperty("seq", seq);
        });
  }

  /** Writes an event. */
  public static byte[] encode(TlibEvent event) {
    return toBytes(0, json -> write(event, json));
  }

  /** Writes an event with the length before it, as {@link FrameCodec} reads it. */
  public static byte[] encodeFrame(TlibEvent event) {
    return withLength(toBytes(FrameCodec.HEADER, json -> write(event, json)));
  }

  /** Writes a request with the length before it, as {@link FrameCodec} reads it. */
  public static byte[] encodeFrame(TlibRequest request, int referenceId) {
    return withLength(toBytes(FrameCodec.HEADER, json -> write(request, referenceId, json)));
  }

  private static void write(TlibRequest request, int referenceId, JsonGenerator json) {
    RequestShape shape = RequestTypes.shapeOf(request);
    json.writeStringProperty("message", shape.type().wireName());
    if (referenceId != 0) {
      json.writeNumberProperty("referenceId", referenceId);
    }
    shape.forEach(
        request,
        (attribute, value) -> {
          json.writeName(attribute);
          AttributeJson.write(value, json);
        });
  }

  private static void write(TlibEvent event, JsonGenerator json) {
    json.writeStringProperty("message", event.type().wireName());
    event.forEach((attribute, value) -> {
      json.writeName(attribute.wireName());
      AttributeJson.write(value, json);
    });
  }

  private static byte[] toBytes(int room, Consumer<JsonGenerator> members) {
    try (var out = new ByteArrayBuilder(USUAL_LENGTH)) {
      for (int i = 0; i < room; i++) {
        out.append(0);
      }
      try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
        json.writeStartObject();
        members.accept(json);
        json.writeEndObject();
      }
      return out.toByteArray();
    }
  }

  private static byte[] withLength(byte[] frame) {
    ByteBuffer.wrap(frame).putInt(0, frame.length - FrameCodec.HEADER);
    return frame;
  }

  /** Takes the member whose value is the current token; leaves the parser at the value's end. */
  private interface Member {
    void read(String name, JsonParser in);
  }

  /** Why that is not one JSON object, or null when it is one and {@code member} has seen it all. */
  private static @Nullable String readObject(byte[] json, int offset, int length, Member member) {
    if (length > MAX_MESSAGE) {
      return "longer than " + MAX_MESSAGE + " bytes";
    }
    int bad = Utf8.firstBad(json, offset, length);
    if (bad >= 0) {
      return "not UTF-8 at byte " + bad;
    }
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json, offset, length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return "a message is a JSON object";
      }
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        in.nextToken();
        member.read(name, in);
      }
      return in.nextToken() == null ? null : "more than one JSON value";
    } catch (StreamConstraintsException tooMuch) {
      return "more than " + MAX_NESTING + " levels of nesting";
    } catch (UnexpectedEndOfInputException cut) {
      return "not JSON: it ends too early";
    } catch (StreamReadException notJson) {
      String duplicate =
          String.valueOf(notJson.getOriginalMessage()).startsWith("Duplicate")
              ? "a member is there twice"
              : "unexpected input";
      return "not JSON: %s at byte %d"
          .formatted(duplicate, notJson.getLocation().getByteOffset() - offset);
    } catch (JacksonException other) {
      return "not JSON";
    }
  }
}
