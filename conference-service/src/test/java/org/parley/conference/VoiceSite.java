package org.parley.conference;

import java.util.Map;
import java.util.stream.Stream;
import org.parley.contracts.Topics;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.LogTopics;
import org.parley.starter.site.ServiceSite;

/** conference-service with three extensions, and a test in the part of everybody else. */
final class VoiceSite extends ServiceSite<VoiceCommand, VoiceEvent, VoiceInteraction> {
  private static final LogTopics TOPICS =
      new LogTopics(
          Topics.VOICE_COMMANDS,
          Topics.VOICE_EVENTS,
          Topics.VOICE_SNAPSHOTS,
          Topics.VOICE_DEAD_LETTERS);

  VoiceSite() throws Exception {
    super(
        new Log<>(
            TOPICS,
            VoiceCommand.class,
            VoiceEvent.class,
            VoiceInteraction.class,
            VoiceInteraction::evolve,
            VoiceCommand::connId,
            VoiceEvent::connId),
        ConferenceApplication::service,
        Stream.of("1001", "1002", "1003").map(VoiceSite::extension).toList());
  }

  private static DnObject extension(String number) {
    return new DnObject(System.nanoTime(), "A", number, DnType.EXTENSION, true, OptionValues.NONE);
  }

  /** Sets options of the SIP Server; returns when the service knows. */
  void options(Map<String, String> options) throws Exception {
    OptionValues values = OptionValues.NONE;
    for (Map.Entry<String, String> option : options.entrySet()) {
      values = values.with("TServer", option.getKey(), option.getValue());
    }
    configure(
        new ApplicationObject(
            System.nanoTime(), "SIP_Server_A", ApplicationType.SIP_SERVER, values));
  }
}
