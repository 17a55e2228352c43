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
      if (in.currentToken() != JsonToken.START_OBJECT) {
        return context.reportInputMismatch(this, "a KV list is a JSON object");
      }
      return list(in, context, 1);
    }

    private KvList list(JsonParser in, DeserializationContext context, int depth) {
      if (depth > MAX_DEPTH) {
        return context.reportInputMismatch(this, "a KV list is at most %d lists deep", MAX_DEPTH);
      }
      var pairs = new LinkedHashMap<String, KvValue>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String key = in.currentName();
        pairs.put(key, value(in, context, depth, key));
      }
      return KvList.copyOf(pairs);
    }

    private KvValue value(JsonParser in, DeserializationContext context, int depth, String key) {
      return switch (in.nextToken()) {
        case VALUE_STRING -> new KvValue.Text(in.getString());
        case VALUE_NUMBER_INT -> new KvValue.Int(in.getIntValue());
        case START_OBJECT -> {
          KvList nested = list(in, context, depth + 1);
          yield nested.size() == 1 && nested.get(BINARY) instanceof KvValue.Text(var base64)
              ? binary(base64, context)
              : new KvValue.Nested(nested);
        }
        case null, default ->
            context.reportInputMismatch(
                this, "the value of \"%s\" is not a string, integer, object or $binary", key);
      };
    }

    private KvValue binary(String base64, DeserializationContext context) {
      try {
        return KvValue.Binary.of(Base64.getDecoder().decode(base64));
      } catch (IllegalArgumentException notBase64) {
        return context.reportInputMismatch(this, "$binary is not base64");
      }
    }
  }
}
