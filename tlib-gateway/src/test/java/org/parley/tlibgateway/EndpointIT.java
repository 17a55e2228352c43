package org.parley.tlibgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Origin;
import org.parley.contracts.im.ImCommand;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import tools.jackson.databind.JsonNode;

/** The gateway of a site that gets its sip-gateway later. */
class EndpointIT {

  @Test
  void a_gateway_that_ran_before_sip_came_tells_of_endpoints() throws Exception {
    GatewaySite site = GatewaySite.shared();
    try (TestClient anna = site.loggedIn("1005")) {
      anna.send("RequestRegisterAddress", Map.of("thisDN", "1005", "referenceId", 2));
      JsonNode registered = anna.next("EventRegistered");
      assertThat(registered.at("/extensions/dn-in-service").asInt(-1)).isZero();

      site.registerEndpoint(new Dn("1005"));
      assertThat(anna.next("EventDNBackInService").path("thisDN").asString()).isEqualTo("1005");
      site.unregisterEndpoint(new Dn("1005"));

      assertThat(anna.next("EventDNOutOfService").path("thisDN").asString()).isEqualTo("1005");
      assertThat(anna.skipped()).isEmpty();
    }
  }

  @Test
  void a_message_that_another_gateway_could_not_bring_to_an_endpoint_is_told_to_its_sender()
      throws Exception {
    GatewaySite site = GatewaySite.shared();
    try (TestClient anna = site.registered("1006")) {
      anna.send(
          "RequestMakeCall",
          Map.of(
              "referenceId",
              3,
              "thisDN",
              "1006",
              "otherDN",
              "1007",
              "mediaType",
              "Chat",
              "extensions",
              Map.of("im-text", "Hello", "im-msg-id", "m1")));
      String connId = anna.next("EventDialing").path("connId").asString();
      assertThat(anna.next("EventPrivateInfo").path("privateMsgId").asInt()).isEqualTo(8002);

      site.send(
          new ImCommand.ReportUndelivered(
              new Origin("sip-gateway-1#7", 1, 1),
              ConnId.parse(connId),
              new Dn("1007"),
              1,
              415,
              "Unsupported Media Type"));

      JsonNode failure = anna.next("EventPrivateInfo");
      assertThat(failure.path("privateMsgId").asInt()).isEqualTo(8004);
      assertThat(failure.path("otherDN").asString()).isEqualTo("1007");
      assertThat(failure.at("/extensions/im-msg-id").asString()).isEqualTo("m1");
      assertThat(failure.at("/extensions/im-error-code").asInt()).isEqualTo(415);
    }
  }
}
