package org.parley.tlibgateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.parley.contracts.config.SipServerOptions;
import org.parley.starter.ParleyProperties;
import org.parley.starter.config.ConfigView;
import org.parley.starter.json.ContractCodecs;
import org.parley.tlibgateway.api.CallPages;
import org.parley.tlibgateway.client.ConfigChanges;
import org.parley.tlibgateway.client.Distribution;
import org.parley.tlibgateway.client.GatewayMeters;
import org.parley.tlibgateway.client.News;
import org.parley.tlibgateway.client.Reception;
import org.parley.tlibgateway.client.ServiceNews;
import org.parley.tlibgateway.client.micrometer.MicrometerMeters;
import org.parley.tlibgateway.login.LoginPenalties;
import org.parley.tlibgateway.login.RememberedLogins;
import org.parley.tlibgateway.login.bcrypt.BcryptPasswords;
import org.parley.tlibgateway.login.http.ConfigServiceLogins;
import org.parley.tlibgateway.netty.TlibServer;
import org.parley.tlibgateway.registration.Registrations;
import org.parley.tlibgateway.request.AddressRequests;
import org.parley.tlibgateway.request.AgentRequests;
import org.parley.tlibgateway.request.CallQueries;
import org.parley.tlibgateway.request.CallRequests;
import org.parley.tlibgateway.request.Caller;
import org.parley.tlibgateway.request.DnRights;
import org.parley.tlibgateway.request.MessageRequests;
import org.parley.tlibgateway.request.Requests;
import org.parley.tlibgateway.request.ServerIdentity;
import org.parley.tlibgateway.request.ServerRequests;
import org.parley.tlibgateway.request.VoiceRequests;
import org.parley.tlibgateway.site.Endpoints;
import org.parley.tlibgateway.site.Site;
import org.parley.tlibgateway.site.kafka.KafkaCommands;
import org.parley.tlibgateway.site.kafka.SiteReaders;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the gateway together. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
  private static final int REMEMBERED = 20_000;
  private static final int PENALTIES = 10_000;
  private static final LongSupplier MONOTONIC =
      () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

  /** Microseconds are what clients are told; the system clock has them. */
  private static final InstantSource CLOCK = InstantSource.system();

  @Bean
  ServerIdentity serverIdentity(ParleyProperties parley) {
    String version =
        Optional.ofNullable(TlibGatewayApplication.class.getPackage().getImplementationVersion())
            .orElse("development");
    return new ServerIdentity(
        "parley-tlib-" + parley.site(), parley.site(), UUID.randomUUID().toString(), version);
  }

  @Bean
  TlibServer tlibServer(GatewayProperties properties) {
    return new TlibServer(properties.listening());
  }

  @Bean
  ConfigChanges configChanges(ConfigView config, TlibServer server) {
    return new ConfigChanges(config, server.thread(), CLOCK);
  }

  @Bean
  Site site() {
    return new Site();
  }

  @Bean
  Endpoints endpoints(ConfigView config) {
    return new Endpoints(config);
  }

  @Bean
  Registrations<Caller> registrations() {
    return new Registrations<>();
  }

  @Bean
  GatewayMeters gatewayMeters(MeterRegistry registry) {
    return new MicrometerMeters(registry);
  }

  @Bean
  ConfigServiceLogins configServiceLogins(ParleyProperties parley) {
    return new ConfigServiceLogins(parley.configService().url());
  }

  @Bean
  BcryptPasswords bcryptPasswords() {
    return new BcryptPasswords();
  }

  @Bean
  CallRequests callRequests(ConfigView config, Site site) {
    return new CallRequests(config, site, CLOCK, RandomGenerator.getDefault());
  }

  @Bean
  VoiceRequests voiceRequests(ConfigView config, Site site) {
    return new VoiceRequests(config, site, CLOCK, RandomGenerator.getDefault());
  }

  @Bean
  Requests requests(
      ConfigView config,
      Site site,
      Endpoints endpoints,
      Registrations<Caller> registrations,
      ServerIdentity identity,
      BcryptPasswords passwords,
      CallRequests calls,
      VoiceRequests voice,
      ConfigChanges changes) {
    return new Requests(
        registrations,
        new ServerRequests(identity, CLOCK),
        new AddressRequests(config, site, endpoints, registrations, identity, CLOCK),
        new AgentRequests(config, passwords),
        calls,
        voice,
        new CallQueries(site, CLOCK),
        new MessageRequests(config, site, voice, changes, changes::voice, CLOCK));
  }

  @Bean
  KafkaCommands kafkaCommands(ParleyProperties parley, ContractCodecs codecs) {
    return new KafkaCommands(parley.kafka().client("tlib-gateway"), codecs);
  }

  @Bean
  Reception reception(
      GatewayProperties properties,
      ServerIdentity identity,
      Requests requests,
      Registrations<Caller> registrations,
      KafkaCommands commands,
      ConfigView config,
      ConfigServiceLogins logins,
      GatewayMeters meters,
      TlibServer server) {
    return new Reception(
        identity,
        properties.limits(),
        requests,
        registrations,
        commands,
        () -> config.value(SipServerOptions.LOGOUT_ON_DISCONNECT),
        logins,
        new RememberedLogins(
            REMEMBERED, properties.rememberLogins(), properties.rememberTokens(), MONOTONIC),
        new LoginPenalties(PENALTIES, MONOTONIC),
        meters,
        server.thread(),
        CLOCK,
        MONOTONIC);
  }

  @Bean
  Distribution distribution(Registrations<Caller> registrations, Reception reception) {
    return new Distribution(registrations, reception);
  }

  @Bean
  ServiceNews serviceNews(
      Endpoints endpoints, Distribution distribution, Reception reception, TlibServer server) {
    return new ServiceNews(endpoints, distribution, reception, server.thread(), CLOCK);
  }

  @Bean
  SiteReaders siteReaders(
      ParleyProperties parley,
      ContractCodecs codecs,
      Site site,
      Distribution distribution,
      ServiceNews services,
      Reception reception,
      ConfigChanges changes,
      GatewayMeters meters,
      TlibServer server,
      MeterRegistry registry) {
    News news = new News(site, distribution, reception, changes, changes::voice, meters, CLOCK);
    return new SiteReaders(
        parley.kafka().client("tlib-gateway"),
        codecs,
        news,
        services,
        reception,
        server.thread(),
        registry);
  }

  @Bean
  CallPages callPages(ConfigServiceLogins logins, Site site, ConfigView config, TlibServer server) {
    return new CallPages(logins, site, new DnRights(config), server.thread());
  }

  @Bean
  TlsCertificate tlsCertificate(GatewayProperties properties, SslBundles bundles) {
    return new TlsCertificate(properties.tls(), bundles);
  }

  /** Named as health and readiness call it. */
  @Bean("tlib")
  RunningGateway tlib(
      TlibServer server,
      Reception reception,
      SiteReaders readers,
      KafkaCommands commands,
      ConfigChanges changes,
      ServiceNews services,
      Registrations<Caller> registrations,
      TlsCertificate certificate,
      ActuatorPages actuator,
      CallPages calls) {
    return new RunningGateway(
        server,
        reception,
        readers,
        commands,
        changes,
        services,
        registrations,
        certificate,
        request -> calls.page(request).or(() -> actuator.page(request)));
  }
}
