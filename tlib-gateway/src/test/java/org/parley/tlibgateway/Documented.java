package org.parley.tlibgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares answers over HTTP with {@code docs/openapi.json}, which config-service publishes for the
 * whole of {@code /api}.
 */
final class Documented {
  private static final JsonNode DOCUMENT =
      JsonMapper.shared().readTree(Path.of("../docs/openapi.json"));

  private Documented() {}

  /** The answer 200 of a GET there is what the document says: no property more, and none less. */
  static void answers(String path, JsonNode body) {
    JsonNode get = DOCUMENT.path("paths").path(path).path("get");
    is(body, get.at("/responses/200/content/application~1json/schema"), path);
  }

  private static void is(JsonNode value, JsonNode schema, String where) {
    if (schema.has("$ref")) {
      is(value, DOCUMENT.at(schema.path("$ref").asString().substring(1)), where);
      return;
    }
    switch (schema.path("type").asString()) {
      case "object" -> {
        assertThat(value.propertyNames())
            .as(where)
            .containsExactlyInAnyOrderElementsOf(schema.path("properties").propertyNames());
        value.forEachEntry(
            (name, inner) -> is(inner, schema.path("properties").path(name), where + "." + name));
      }
      case "array" -> {
        assertThat(value.isArray()).as(where).isTrue();
        assertThat(value).as(where + ", to be compared").isNotEmpty();
        value.forEach(inner -> is(inner, schema.path("items"), where + "[]"));
      }
      case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
      case "string" -> {
        assertThat(value.isString()).as(where).isTrue();
        if (schema.has("enum")) {
          assertThat(StreamSupport.stream(schema.path("enum").spliterator(), false))
              .as(where)
              .contains(value);
        }
      }
      default -> fail(where + " is not in the document, or of a type that is not compared");
    }
  }
}
