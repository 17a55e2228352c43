package org.parley.tlibgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
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
}
