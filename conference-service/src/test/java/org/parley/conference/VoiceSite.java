package org.parley.conference;

import java.util.List;
import java.util.Map;
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

/**
 * conference-service with four extensions, of which 1004 has music of its own for others and wants
 * none itself, and a test in the part of everybody else.
 */
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
        List.of(
            extension("1001", OptionValues.NONE),
            extension("1002", OptionValues.NONE),
            extension("1003", OptionValues.NONE),
            extension(
                "1004",
                OptionValues.NONE
                    .with("TServer", "default-music", "music/of_1004")
                    .with("TServer", "sip-enable-moh", "false"))));
  }

  private static DnObject extension(String number, OptionValues options) {
    return new DnObject(System.nanoTime(), "A", number, DnType.EXTENSION, true, options);
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
