package org.parley.im;

import java.util.stream.Stream;
import org.parley.contracts.Topics;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.eventlog.LogTopics;
import org.parley.starter.site.ServiceSite;

/** im-session-service with three agents, and a test in the part of everybody else. */
final class ImSite extends ServiceSite<ImCommand, ImEvent, ImSession> {
  static final LogTopics TOPICS =
      new LogTopics(
          Topics.IM_COMMANDS, Topics.IM_EVENTS, Topics.IM_SNAPSHOTS, Topics.IM_DEAD_LETTERS);

  ImSite() throws Exception {
    super(
        new Log<>(
            TOPICS,
            ImCommand.class,
            ImEvent.class,
            ImSession.class,
            ImSession::evolve,
            ImCommand::connId,
            ImEvent::connId),
        ImSessionApplication::service,
        Stream.of("1001", "1002", "1003")
            .map(number -> agent(number, true, System.nanoTime()))
            .toList());
  }

  /** An agent whose desktop is reached by T-Library alone. */
  static DnObject agent(String number, boolean multimedia, long version) {
    return agent(number, multimedia, "none", version);
  }

  static DnObject agent(String number, boolean multimedia, String signaling, long version) {
    return new DnObject(
        version,
        "A",
        number,
        DnType.EXTENSION,
        true,
        OptionValues.NONE
            .with("TServer", "multimedia", Boolean.toString(multimedia))
            .with("TServer", "sip-signaling-chat", signaling));
  }

  static ApplicationObject sipServer(String option, String value) {
    return new ApplicationObject(
        System.nanoTime(),
        "SIP_Server_A",
        ApplicationType.SIP_SERVER,
        OptionValues.NONE.with("TServer", option, value));
  }
}
