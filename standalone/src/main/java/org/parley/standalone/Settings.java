package org.parley.standalone;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.standalone.backends.Backends;
import org.parley.standalone.backends.ServerCertificate;

/**
 * What each service is told about this run, as the properties that it would find in its environment
 * elsewhere. Secrets are among them, so they go to a service as objects or environment, never on a
 * command line.
 */
final class Settings {
  private final RunOptions options;
  private final Backends backends;
  private final ServerCertificate certificate;

  Settings(RunOptions options, Backends backends, ServerCertificate certificate) {
    this.options = options;
    this.backends = backends;
    this.certificate = certificate;
  }

  /** What is the same for every service. */
  private Map<String, Object> common(int httpPort) {
    Ports ports = options.ports();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("server.port", httpPort);
    settings.put("server.address", "127.0.0.1");
    settings.put("parley.site", options.site());
    settings.put("parley.demo", options.demo());
    settings.put("parley.kafka.bootstrap-servers", backends.kafka());
    // All start at once, on a machine that may be small and busy.
    settings.put("parley.config-view.start-timeout", "5m");
    settings.put("parley.config-service.url", "http://127.0.0.1:" + ports.configService());
    // Only config-service has an API to document, but all see the library that does it.
    settings.put("springdoc.api-docs.enabled", httpPort == ports.configService());
    List<Peer> peers = options.peers();
    for (int i = 0; i < peers.size(); i++) {
      settings.put("parley.peers[" + i + "].site", peers.get(i).site());
      settings.put("parley.peers[" + i + "].host", peers.get(i).host());
      settings.put("parley.peers[" + i + "].port-offset", peers.get(i).portOffset());
    }
    return settings;
  }

  /**
   * @param instance 1, and in a cluster also 2
   */
  Map<String, Object> of(Service service, int instance) throws IOException {
    Ports ports = options.ports();
    return switch (service) {
      case TLIB_GATEWAY -> tlibGateway(instance);
      case SIP_GATEWAY -> sipGateway(instance);
      case MEDIA_SERVER -> mediaServer(instance);
      case EDGE_GATEWAY -> edgeGateway();
      case CONFIG_SERVICE -> configService();
      case ROUTING_SERVICE -> common(ports.routingService());
      case IM_SESSION_SERVICE -> imSessionService(instance);
      case CONFERENCE_SERVICE -> conferenceService(instance);
    };
  }

  private Map<String, Object> imSessionService(int instance) {
    Ports ports = options.ports();
    Map<String, Object> settings =
        common(instance == 1 ? ports.imSessionService() : ports.imSessionService2());
    settings.put("parley.im.partitions", 12);
    return settings;
  }

  private Map<String, Object> conferenceService(int instance) {
    Ports ports = options.ports();
    Map<String, Object> settings =
        common(instance == 1 ? ports.conferenceService() : ports.conferenceService2());
    settings.put("parley.voice.partitions", 12);
    return settings;
  }

  private Map<String, Object> tlibGateway(int instance) {
    Ports ports = options.ports();
    Map<String, Object> settings =
        common(instance == 1 ? ports.tlibGateway() : ports.tlibGateway2());
    settings.put("parley.tlib.port", instance == 1 ? ports.tlib() : ports.tlib2());
    settings.put("parley.tlib.tls.port", instance == 1 ? ports.tlibTls() : ports.tlibTls2());
    settings.put("parley.tlib.tls.key-store", certificate.keyStore().toUri());
    settings.put("parley.tlib.tls.key-store-password", certificate.password());
    return settings;
  }

  private Map<String, Object> sipGateway(int instance) {
    Ports ports = options.ports();
    Map<String, Object> settings = common(instance == 1 ? ports.sipGateway() : ports.sipGateway2());
    settings.put("parley.sip.name", "sip-gateway-" + instance);
    settings.put("parley.sip.port", instance == 1 ? ports.sip() : ports.sip2());
    settings.put("parley.sip.tls.port", instance == 1 ? ports.sipTls() : ports.sipTls2());
    settings.put("parley.sip.tls.key-store", certificate.keyStore().toUri());
    settings.put("parley.sip.tls.key-store-password", certificate.password());
    return settings;
  }

  private Map<String, Object> mediaServer(int instance) {
    Ports ports = options.ports();
    Map<String, Object> settings =
        common(instance == 1 ? ports.mediaServer() : ports.mediaServer2());
    int first = instance == 1 ? ports.rtp() : ports.rtp2();
    settings.put("parley.media.name", "media-server-" + instance);
    settings.put("parley.media.first-port", first);
    settings.put("parley.media.last-port", first + Ports.RTP_PORTS - 1);
    settings.put("parley.media.root", options.data().resolve("media").toAbsolutePath());
    return settings;
  }

  private Map<String, Object> edgeGateway() {
    Ports ports = options.ports();
    Map<String, Object> settings = common(ports.edge());
    settings.put("parley.edge.config-service", "http://127.0.0.1:" + ports.configService());
    settings.put("parley.edge.tlib-gateway", "ws://127.0.0.1:" + ports.tlibGateway());
    settings.put("parley.edge.tlib-gateway-health", "http://127.0.0.1:" + ports.tlibGateway());
    return settings;
  }

  private Map<String, Object> configService() throws IOException {
    Map<String, Object> settings = common(options.ports().configService());
    settings.put("spring.datasource.url", backends.jdbcUrl());
    settings.put("spring.datasource.username", backends.databaseUser());
    settings.put("spring.datasource.password", backends.databasePassword());
    return settings;
  }
}
