package org.parley.tlib;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * A KV list as JSON: an object in order whose values are strings, integers, objects, or {@code
 * {"$binary":"<base64>"}}. Other JSON values (null, fractions, arrays, booleans) are refused.
 */
final class KvListJson {
  private static final String BINARY = "$binary";
  private static final int MAX_DEPTH = 16;

  private KvListJson() {}

  static final class Serializer extends StdSerializer<KvList> {
    Serializer() {
      super(KvList.class);
    }

    @Override
    public void serialize(KvList list, JsonGenerator out, SerializationContext context) {
      write(list, out);
    }
  }

  static void write(KvList list, JsonGenerator out) {
    out.writeStartObject();
    for (Map.Entry<String, KvValue> pair : list.pairs().entrySet()) {
      out.writeName(pair.getKey());
      switch (pair.getValue()) {
        case KvValue.Text(var value) -> out.writeString(value);
        case KvValue.Int(var value) -> out.writeNumber(value);
        case KvValue.Nested(var value) -> write(value, out);
        case KvValue.Binary binary -> {
          out.writeStartObject();
          out.writeStringProperty(BINARY, Base64.getEncoder().encodeToString(binary.bytes()));
          out.writeEndObject();
        }
      }
    }
    out.writeEndObject();
  }

  static final class Deserializer extends StdDeserializer<KvList> {
    Deserializer() {
      super(KvList.class);
    }

    @Override
    public KvList deserialize(JsonParser in, DeserializationContext context) {
      try {
        return read(in);
      } catch (BadValue invalid) {
        return context.reportInputMismatch(this, "%s", invalid.what());
      }
    }
  }

  /**
   * Reads the list at the current token.
   *
   * @throws BadValue when there is none, or a value in it cannot be one
   */
  static KvList read(JsonParser in) {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new BadValue("expects a KV list: a JSON object");
    }
    return list(in, 1);
  }

  private static KvList list(JsonParser in, int depth) {
    if (depth > MAX_DEPTH) {
      throw new BadValue("a KV list is at most " + MAX_DEPTH + " lists deep");
    }
    var pairs = new LinkedHashMap<String, KvValue>();
    for (String key = in.nextName(); key != null; key = in.nextName()) {
      pairs.put(AttributeJson.wellFormed(key), value(in, depth, key));
    }
    return KvList.ofOwned(pairs);
  }

  private static KvValue value(JsonParser in, int depth, String key) {
    JsonToken token = in.nextToken();
    if (token == JsonToken.START_OBJECT) {
      return nested(list(in, depth + 1));
    }
    try {
      return switch (token) {
        case VALUE_STRING -> new KvValue.Text(AttributeJson.string(in));
        case VALUE_NUMBER_INT -> new KvValue.Int(AttributeJson.integer(in));
        case null, default ->
            throw new BadValue("expects a string, a 32-bit integer, an object or a $binary");
      };
    } catch (BadValue invalid) {
      throw new BadValue("the pair " + BadValue.quote(key) + " " + invalid.what());
    }
  }

  private static KvValue nested(KvList list) {
    if (list.size() != 1 || !(list.get(BINARY) instanceof KvValue.Text(var base64))) {
      return new KvValue.Nested(list);
    }
    try {
      return KvValue.Binary.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException notBase64) {
      throw new BadValue("a $binary expects base64");
    }
  }
}
