package org.parley.config;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies under {@code /api} and is served by tlib-gateway: to whoever comes through edge-gateway
 * it is one API, so it is one document. A test of tlib-gateway compares its answers with it.
 */
final class LiveCallsDocument {
  private static final String MATRIX = "HearingMatrix";
  private static final String PARTICIPANT = "Participant";
  private static final String HEARING = "Hearing";

  private LiveCallsDocument() {}

  static void addTo(OpenAPI document) {
    document.getPaths().addPathItem("/api/v1/calls/{connId}", new PathItem().get(look()));
    document
        .getComponents()
        .addSchemas(MATRIX, matrix())
        .addSchemas(PARTICIPANT, participant())
        .addSchemas(
            HEARING,
            record("A pair of parties, by alias.", Map.of("listener", text(), "speaker", text())));
  }

  private static Operation look() {
    return new Operation()
        .operationId("whoHearsWhom")
        .tags(List.of("calls"))
        .summary("Who takes part in a voice call, and who hears whom")
        .description(
            "For supervisors, administrators, and persons at whose place a party is."
                + " For others, as when there is no such call, 404.")
        .addParametersItem(
            new PathParameter()
                .name("connId")
                .required(true)
                .description("ConnID of the call, 16 hex digits")
                .schema(text().pattern("^[0-9a-fA-F]{16}$")))
        .responses(
            new ApiResponses()
                .addApiResponse(
                    "200",
                    new ApiResponse()
                        .description("OK")
                        .content(
                            new Content()
                                .addMediaType(
                                    "application/json", new MediaType().schema(ref(MATRIX))))));
  }

  private static Schema<?> matrix() {
    var properties = new LinkedHashMap<String, Schema<?>>();
    properties.put("connId", text());
    properties.put("callType", oneOf("Unknown", "Internal", "Inbound", "Outbound", "Consult"));
    properties.put("startedAt", text().format("date-time"));
    properties.put("parties", listOf(PARTICIPANT).description("In the order in which they came."));
    properties.put("hears", listOf(HEARING).description("Every pair for which it is true."));
    return record("A voice call as it is now.", properties);
  }

  private static Schema<?> participant() {
    var properties = new LinkedHashMap<String, Schema<?>>();
    properties.put("alias", text().description("As requests about the call name the party."));
    properties.put("dn", text());
    properties.put("name", text());
    properties.put("location", text());
    properties.put("state", oneOf("Dialing", "Initiated", "Alerting", "Connected", "Held"));
    properties.put("private", flag().description("It hears music, and nobody hears it."));
    properties.put("muted", flag());
    return record("A party of a call.", properties);
  }

  /** Every property is always there. */
  private static Schema<?> record(String description, Map<String, Schema<?>> properties) {
    Schema<?> schema = new ObjectSchema().description(description);
    properties.forEach(schema::addProperty);
    schema.setRequired(properties.keySet().stream().sorted().toList());
    return schema;
  }

  private static Schema<?> listOf(String name) {
    return new ArraySchema().items(ref(name));
  }

  private static Schema<?> oneOf(String... values) {
    Schema<String> schema = new StringSchema();
    schema.setEnum(List.of(values));
    return schema;
  }

  private static Schema<?> text() {
    return new StringSchema();
  }

  private static Schema<?> flag() {
    return new BooleanSchema();
  }

  private static Schema<?> ref(String name) {
    return new Schema<>().$ref("#/components/schemas/" + name);
  }
}
