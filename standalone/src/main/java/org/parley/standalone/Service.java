package org.parley.standalone;

import java.util.Arrays;
import java.util.function.Supplier;
import org.parley.conference.ConferenceApplication;
import org.parley.config.ConfigServiceApplication;
import org.parley.edge.EdgeGatewayApplication;
import org.parley.im.ImSessionApplication;
import org.parley.media.MediaServerApplication;
import org.parley.routing.RoutingApplication;
import org.parley.sip.SipGatewayApplication;
import org.parley.tlibgateway.TlibGatewayApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services of the suite. */
enum Service {
  CONFIG_SERVICE("config-service", 1, Stop.LAST, ConfigServiceApplication::service),
  ROUTING_SERVICE("routing-service", 1, Stop.WITHIN, RoutingApplication::service),
  IM_SESSION_SERVICE("im-session-service", 2, Stop.WITHIN, ImSessionApplication::service),
  CONFERENCE_SERVICE("conference-service", 2, Stop.WITHIN, ConferenceApplication::service),
  TLIB_GATEWAY("tlib-gateway", 2, Stop.GATEWAY, TlibGatewayApplication::service),
  SIP_GATEWAY("sip-gateway", 2, Stop.GATEWAY, SipGatewayApplication::service),
  MEDIA_SERVER("media-server", 2, Stop.WITHIN, MediaServerApplication::service),
  EDGE_GATEWAY("edge-gateway", 1, Stop.EDGE, EdgeGatewayApplication::service);

  /** Who takes from clients stops first, what the others still need stops last. */
  enum Stop {
    EDGE,
    GATEWAY,
    WITHIN,
    LAST
  }

  private final String label;
  private final int instancesInCluster;
  private final Stop stop;
  private final Supplier<SpringApplicationBuilder> application;

  Service(
      String label,
      int instancesInCluster,
      Stop stop,
      Supplier<SpringApplicationBuilder> application) {
    this.label = label;
    this.instancesInCluster = instancesInCluster;
    this.stop = stop;
    this.application = application;
  }

  static Service of(String label) {
    return Arrays.stream(values())
        .filter(service -> service.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No service is called " + label));
  }

  /** The name of its module, configuration file and metrics. */
  String label() {
    return label;
  }

  /** How many processes of it a cluster runs. */
  int instancesInCluster() {
    return instancesInCluster;
  }

  /** When it stops, of all of them. */
  Stop stop() {
    return stop;
  }

  /** Ready to run; whoever runs it also ends it. */
  SpringApplicationBuilder application() {
    return application.get().registerShutdownHook(false);
  }
}
