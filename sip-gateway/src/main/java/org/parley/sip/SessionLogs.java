package org.parley.sip;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.LogHealth;
import org.parley.sip.leg.Switchboard;
import org.parley.sip.leg.kafka.KafkaLegs;
import org.parley.sip.leg.kafka.SessionLog;
import org.parley.sip.voice.VoiceBoard;

/** What is read of the sessions of each medium, and who is told of it. */
record SessionLogs(
    SessionLog<ImCommand, ImEvent, ImSession> im,
    Switchboard switchboard,
    SessionLog<VoiceCommand, VoiceEvent, VoiceInteraction> voice,
    VoiceBoard board) {

  /** Legs that are kept are told to those of their medium. */
  static void tell(KafkaLegs legs, Switchboard switchboard, VoiceBoard board) {
    legs.tell(
        all -> {
          switchboard.legsRestored(only(all, false));
          board.legsRestored(only(all, true));
        },
        (key, leg) -> {
          if (leg == null || leg.voice() == null) {
            switchboard.legChanged(key, leg);
          }
          if (leg == null || leg.voice() != null) {
            board.legChanged(key, leg);
          }
        });
  }

  private static Map<String, SipLeg> only(Map<String, SipLeg> legs, boolean voice) {
    var those = new HashMap<String, SipLeg>();
    legs.forEach((key, leg) -> {
      if ((leg.voice() != null) == voice) {
        those.put(key, leg);
      }
    });
    return those;
  }

  /**
   * Begins to read; each medium begins to work when all of it has been read.
   *
   * @return done when both work
   */
  CompletableFuture<Void> follow(Executor thread) {
    return CompletableFuture.allOf(
        im.follow(new SwitchboardNews(switchboard)).thenRunAsync(switchboard::ready, thread),
        voice.follow(new VoiceNews(board)).thenRunAsync(board::ready, thread));
  }

  /** Why one of them is not ready, by medium; empty when both are. */
  Map<String, String> troubles() {
    var troubles = new TreeMap<String, String>();
    trouble("im", im.health(), troubles);
    trouble("voice", voice.health(), troubles);
    return troubles;
  }

  private static void trouble(
      String medium, @Nullable LogHealth health, Map<String, String> troubles) {
    if (health == null || !health.ready()) {
      String error = health == null ? null : health.lastError();
      troubles.put(medium, error == null ? "not read up to its end yet" : error);
    }
  }

  void silence() {
    Stream.of(im, voice).forEach(SessionLog::silence);
  }
}
