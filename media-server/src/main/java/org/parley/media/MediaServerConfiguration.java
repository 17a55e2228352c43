package org.parley.media;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.parley.contracts.Topics;
import org.parley.contracts.media.MediaServerPresence;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.media.engine.MixerThreads;
import org.parley.media.engine.micrometer.MicrometerMeters;
import org.parley.media.host.Equipment;
import org.parley.media.host.Presence;
import org.parley.media.host.RoomHost;
import org.parley.media.host.kafka.VoiceLog;
import org.parley.media.leg.PortRange;
import org.parley.media.sound.MediaRoot;
import org.parley.media.sound.Sounds;
import org.parley.starter.ParleyProperties;
import org.parley.starter.gateway.KafkaPresence;
import org.parley.starter.gateway.SingleThread;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.TopicCreation;
import org.parley.starter.metrics.MeteredLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts media-server together. */
@Configuration(proxyBeanMethods = false)
class MediaServerConfiguration {
  private static final InstantSource CLOCK = InstantSource.system();

  @Bean
  SingleThread mediaThread() {
    return new SingleThread("media");
  }

  @Bean
  PortRange portRange(MediaServerProperties properties) {
    return properties.ports();
  }

  @Bean
  MicrometerMeters mediaMeters(MeterRegistry registry) {
    return new MicrometerMeters(registry);
  }

  @Bean
  MixerThreads mixerThreads(MediaServerProperties properties, MicrometerMeters meters) {
    return new MixerThreads(
        properties.threads(), properties.name(), CLOCK, new SecureRandom(), meters);
  }

  @Bean
  Presence presence(MediaServerProperties properties) {
    return new Presence(properties.name(), System::nanoTime);
  }

  @Bean
  KafkaPresence<MediaServerPresence> kafkaPresence(
      SingleThread thread,
      Presence presence,
      ContractCodecs codecs,
      ParleyProperties parley,
      TopicCreation topics) {
    topics.ensure(Topics.MEDIA_SERVERS, 1, KafkaPresence.TOPIC_SETTINGS);
    String own = presence.own();
    return new KafkaPresence<>(
        thread,
        new KafkaPresence.Beat<>(
            Topics.MEDIA_SERVERS,
            own,
            Presence.BEAT,
            Presence.SILENCE,
            () -> new MediaServerPresence(own, CLOCK.instant())),
        presence::heard,
        presence::gone,
        codecs.of(MediaServerPresence.class),
        parley.kafka().client("media-server"),
        parley.configView().startTimeout());
  }

  @Bean
  VoiceLog voiceLog(
      SingleThread thread, ContractCodecs codecs, ParleyProperties parley, MeterRegistry registry) {
    return new VoiceLog(
        thread, parley.kafka().client("media-server"), codecs, new MeteredLog(registry, "voice"));
  }

  @Bean(destroyMethod = "")
  RoomHost roomHost(
      MediaServerProperties properties,
      Presence presence,
      MixerThreads threads,
      PortRange ports,
      VoiceLog log,
      MicrometerMeters meters,
      MeterRegistry registry) {
    var sounds = new Sounds(new MediaRoot(properties.root()), properties.musicCache().toBytes());
    var host =
        new RoomHost(
            presence,
            new Equipment(
                properties.name(),
                threads,
                ports,
                sounds,
                properties.address(),
                counted(log, meters)),
            System::nanoTime);
    registry.gauge("parley.media.rooms", host, RoomHost::rooms);
    registry.gauge("parley.media.seats", host, RoomHost::seats);
    registry.gauge("parley.media.ports.free", ports, PortRange::free);
    return host;
  }

  /** Nothing is decided about a complaint, so this is where it can be seen. */
  private static Consumer<VoiceCommand> counted(VoiceLog log, MicrometerMeters meters) {
    return command -> {
      if (command instanceof VoiceCommand.Complain complain) {
        meters.complained(complain.trouble());
      }
      log.accept(command);
    };
  }

  /** Named as health and readiness call it. */
  @Bean("media")
  RunningMedia media(SingleThread thread, RoomHost host, VoiceLog log) {
    return new RunningMedia(thread, host, log);
  }
}
