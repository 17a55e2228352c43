package org.parley.sip;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.parley.contracts.Topics;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipBinding;
import org.parley.contracts.sip.SipGatewayPresence;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.LogTopics;
import org.parley.sip.auth.Authentication;
import org.parley.sip.auth.DigestAuthentication;
import org.parley.sip.auth.configview.ConfiguredDirectory;
import org.parley.sip.leg.Policies;
import org.parley.sip.leg.Ports;
import org.parley.sip.leg.Switchboard;
import org.parley.sip.leg.configview.ConfiguredPolicies;
import org.parley.sip.leg.kafka.KafkaLegs;
import org.parley.sip.leg.kafka.SessionLog;
import org.parley.sip.line.Reach;
import org.parley.sip.line.Timers;
import org.parley.sip.location.Presence;
import org.parley.sip.location.RegisteredLocation;
import org.parley.sip.location.configview.ConfigViewContacts;
import org.parley.sip.registrar.Bindings;
import org.parley.sip.registrar.Registrar;
import org.parley.sip.registrar.configview.ConfiguredRegistrar;
import org.parley.sip.registrar.kafka.KafkaBindings;
import org.parley.sip.stack.SipStack;
import org.parley.sip.stack.health.micrometer.MicrometerMeters;
import org.parley.sip.voice.VoiceBoard;
import org.parley.sip.voice.VoicePorts;
import org.parley.starter.ParleyProperties;
import org.parley.starter.config.ConfigView;
import org.parley.starter.gateway.KafkaPresence;
import org.parley.starter.gateway.SingleThread;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.TopicCreation;
import org.parley.starter.metrics.MeteredLog;
import org.parley.tlib.ConnId;
import org.parley.tlib.ConnIds;
import org.parley.tlib.Dn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the gateway together. */
@Configuration(proxyBeanMethods = false)
class SipGatewayConfiguration {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 16;

  /** As long as the dialogs of a dead instance are left for it to come back to. */
  private static final Duration GATEWAY_LOST = Duration.ofSeconds(10);

  private static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Bean
  SingleThread sipThread() {
    return new SingleThread("sip");
  }

  @Bean
  Timers sipTimers(SingleThread thread) {
    return (delay, task) -> thread.after(delay, task)::run;
  }

  @Bean
  SipStack sipStack(SipGatewayProperties properties, SingleThread thread, MeterRegistry registry) {
    return new SipStack(properties.stack(), thread, new MicrometerMeters(registry));
  }

  @Bean
  Authentication sipAuthentication(ConfigView config, SipGatewayProperties properties) {
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    return new DigestAuthentication(
        new ConfiguredDirectory(config),
        properties.ownHosts(),
        new DigestAuthentication.Limits(
            properties.nonceLifetime(), properties.guessesPerMinute(), properties.guessPause()),
        CLOCK,
        secret);
  }

  @Bean
  Bindings bindings() {
    return new Bindings();
  }

  @Bean
  Presence presence(SipGatewayProperties properties) {
    return new Presence(properties.name(), System::nanoTime);
  }

  @Bean
  KafkaBindings kafkaBindings(
      SingleThread thread,
      Bindings bindings,
      ContractCodecs codecs,
      ParleyProperties parley,
      TopicCreation topics) {
    topics.ensureCompacted(Topics.SIP_BINDINGS);
    return new KafkaBindings(
        thread,
        bindings,
        codecs.of(SipBinding.class),
        parley.kafka().client("sip-gateway"),
        parley.configView().startTimeout());
  }

  @Bean
  KafkaPresence<SipGatewayPresence> kafkaPresence(
      SingleThread thread,
      Presence presence,
      ContractCodecs codecs,
      ParleyProperties parley,
      TopicCreation topics) {
    topics.ensure(Topics.SIP_GATEWAYS, 1, KafkaPresence.TOPIC_SETTINGS);
    String own = presence.self();
    return new KafkaPresence<>(
        thread,
        new KafkaPresence.Beat<>(
            Topics.SIP_GATEWAYS,
            own,
            Presence.BEAT,
            Presence.SILENCE,
            () -> new SipGatewayPresence(own, CLOCK.instant())),
        presence::heard,
        presence::gone,
        codecs.of(SipGatewayPresence.class),
        parley.kafka().client("sip-gateway"),
        parley.configView().startTimeout());
  }

  @Bean
  KafkaLegs kafkaLegs(
      SingleThread thread, ContractCodecs codecs, ParleyProperties parley, TopicCreation topics) {
    topics.ensureCompacted(Topics.SIP_LEGS);
    return new KafkaLegs(
        thread,
        codecs.of(SipLeg.class),
        parley.kafka().client("sip-gateway"),
        parley.configView().startTimeout());
  }

  @Bean
  SessionLog<ImCommand, ImEvent, ImSession> imLog(
      SingleThread thread, ContractCodecs codecs, ParleyProperties parley, MeterRegistry registry) {
    return new SessionLog<>(
        thread,
        parley.kafka().client("sip-gateway"),
        new SessionLog.Medium<>(
            new LogTopics(
                Topics.IM_COMMANDS, Topics.IM_EVENTS, Topics.IM_SNAPSHOTS, Topics.IM_DEAD_LETTERS),
            codecs.of(ImCommand.class),
            codecs.events(ImEvent.class),
            codecs.of(ImSession.class),
            ImSession::evolve,
            ImCommand::connId),
        new MeteredLog(registry, "im"));
  }

  @Bean
  SessionLog<VoiceCommand, VoiceEvent, VoiceInteraction> voiceLog(
      SingleThread thread, ContractCodecs codecs, ParleyProperties parley, MeterRegistry registry) {
    return new SessionLog<>(
        thread,
        parley.kafka().client("sip-gateway"),
        new SessionLog.Medium<>(
            new LogTopics(
                Topics.VOICE_COMMANDS,
                Topics.VOICE_EVENTS,
                Topics.VOICE_SNAPSHOTS,
                Topics.VOICE_DEAD_LETTERS),
            codecs.of(VoiceCommand.class),
            codecs.events(VoiceEvent.class),
            codecs.of(VoiceInteraction.class),
            VoiceInteraction::evolve,
            VoiceCommand::connId),
        new MeteredLog(registry, "voice"));
  }

  @Bean
  Registrar registrar(
      Authentication authentication,
      Bindings bindings,
      KafkaBindings store,
      ConfigView config,
      SipStack stack,
      SipGatewayProperties properties) {
    return new Registrar(
        authentication,
        bindings,
        store,
        new ConfiguredRegistrar(config),
        stack.signalling()::isAlive,
        CLOCK,
        properties.name());
  }

  @Bean
  Policies policies(ConfigView config, SipGatewayProperties properties) {
    return new ConfiguredPolicies(config, properties.sessionExpires());
  }

  @Bean
  Reach reach(
      SipGatewayProperties properties,
      SipStack stack,
      Bindings bindings,
      Presence presence,
      ConfigView config) {
    return new Reach(
        properties.name(),
        stack.signalling(),
        new RegisteredLocation(
            bindings,
            new ConfigViewContacts(config),
            presence,
            stack.signalling()::isAlive,
            CLOCK));
  }

  @Bean
  Switchboard switchboard(
      Reach reach,
      Authentication authentication,
      Presence presence,
      SessionLog<ImCommand, ImEvent, ImSession> log,
      KafkaLegs legs,
      Policies policies,
      Timers timers,
      ConfigView config) {
    return new Switchboard(
        new Ports(
            reach.name(),
            reach.name() + "#" + token(),
            reach.signalling(),
            authentication,
            reach.location(),
            log::send,
            legs,
            policies,
            timers,
            name -> presence.isAlive(name, GATEWAY_LOST),
            CLOCK,
            connIds(config, ConnId.Medium.IM),
            SipGatewayConfiguration::token));
  }

  @Bean
  VoiceBoard voiceBoard(
      Reach reach,
      Authentication authentication,
      Presence presence,
      SessionLog<VoiceCommand, VoiceEvent, VoiceInteraction> log,
      KafkaLegs legs,
      Policies policies,
      Timers timers,
      ConfigView config,
      SipGatewayProperties properties) {
    return new VoiceBoard(
        new VoicePorts(
            reach,
            authentication,
            log::send,
            legs,
            timers,
            name -> presence.isAlive(name, GATEWAY_LOST),
            CLOCK,
            RANDOM,
            policies.sessionExpires(),
            properties.missedAfter(),
            connIds(config, ConnId.Medium.VOICE),
            SipGatewayConfiguration::token));
  }

  @Bean
  SessionLogs sessionLogs(
      SessionLog<ImCommand, ImEvent, ImSession> im,
      Switchboard switchboard,
      SessionLog<VoiceCommand, VoiceEvent, VoiceInteraction> voice,
      VoiceBoard board,
      KafkaLegs legs,
      Bindings bindings) {
    SessionLogs.tell(legs, switchboard, board);
    bindings.onBound(switchboard::bindingAppeared);
    return new SessionLogs(im, switchboard, voice, board);
  }

  /** The switch is configured before anything runs, or there would be no DN. */
  private static Supplier<ConnId> connIds(ConfigView config, ConnId.Medium medium) {
    var ids = new ConnIds(CLOCK, RANDOM);
    return () -> ids.next(config.ownSwitch().map(SwitchObject::siteNumber).orElseThrow(), medium);
  }

  /** Named as health and readiness call it. */
  @Bean("sip")
  RunningSip sip(
      SipStack stack,
      SingleThread thread,
      Timers timers,
      Registrar registrar,
      SessionLogs logs,
      Bindings bindings,
      ConfigView config,
      Policies policies,
      MeterRegistry registry) {
    Switchboard switchboard = logs.switchboard();
    registry.gauge("parley.sip.legs", switchboard, Switchboard::legs);
    registry.gauge("parley.sip.voice.legs", logs.board(), VoiceBoard::legs);
    registry.gauge("parley.sip.open.commands", switchboard, Switchboard::openAsks);
    registry.gauge("parley.sip.bindings", bindings, Bindings::size);
    return new RunningSip(
        stack,
        thread,
        new SipEntrance(registrar, switchboard, logs.board(), takesVoice(config)),
        timers,
        logs,
        new ConfigChanges(config, policies, registrar, switchboard, stack.trace(), thread));
  }

  private static Predicate<Dn> takesVoice(ConfigView config) {
    return dn ->
        config.dn(dn.number()).map(object -> config.value(object, DnOptions.VOICE)).orElse(true);
  }
}
