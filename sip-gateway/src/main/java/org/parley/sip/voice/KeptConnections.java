package org.parley.sip.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.sip.SipLeg.DialogState;
import org.parley.contracts.sip.SipLeg.Voice;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Line;
import org.parley.sip.message.HeaderFields;
import org.parley.tlib.ConnId;

/**
 * Which connections there should be and are not: those of legs that are to be called, those that
 * were kept when this instance stopped, and those of an instance that is dead.
 */
final class KeptConnections {
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** How long a leg that was called is remembered; by then the state says what came of it. */
  private static final Duration MEMORY = Duration.ofMinutes(5);

  private final VoiceWorkspace work;

  /** Kept legs that this instance does not have at work, by the key of their record. */
  private final Map<String, SipLeg> kept = new HashMap<>();

  /** Legs that were called from here, or given up, and since when. */
  private final Map<String, Instant> called = new HashMap<>();

  private boolean begun;

  KeptConnections(VoiceWorkspace work) {
    this.work = work;
  }

  void restored(Collection<SipLeg> legs) {
    kept.clear();
    for (SipLeg leg : legs) {
      Voice voice = leg.voice();
      if (voice != null) {
        changed(SipLeg.voiceKey(leg.connId(), voice.leg()), leg);
      }
    }
  }

  /**
   * @param leg null: it is over
   */
  void changed(String key, @Nullable SipLeg leg) {
    Voice voice = leg == null ? null : leg.voice();
    if (leg == null || voice == null) {
      kept.remove(key);
    } else if (!leg.gateway().equals(work.ports().name()) || !begun) {
      kept.put(key, leg);
      Connection atWork = work.connections().get(voice.leg());
      if (atWork != null) {
        atWork.handOver();
      }
    }
  }

  void begin() {
    begun = true;
    for (SipLeg leg : List.copyOf(kept.values())) {
      if (leg.gateway().equals(work.ports().name())) {
        resume(leg, false);
      }
    }
    work.interactions().all().forEach(this::call);
    sweep();
  }

  /** Calls the endpoints of legs that are to be called, if that is our affair. */
  void call(VoiceInteraction now) {
    for (VoiceLeg leg : now.legs().values()) {
      if (leg.stage() == VoiceLeg.Stage.CALLED && !called.containsKey(leg.id())) {
        call(now, leg);
      }
    }
  }

  private void call(VoiceInteraction now, VoiceLeg leg) {
    ConnId connId =
        now.callsOf(leg.dn()).stream()
            .findFirst()
            .or(() -> now.calls().values().stream().findFirst())
            .map(call -> call.connId())
            .orElse(null);
    if (connId == null) {
      return;
    }
    var head = new VoiceHead(leg.id(), connId, leg.dn(), null);
    boolean free = work.connections().get(leg.id()) == null && !kept.containsKey(head.key());
    if (free && work.ports().location().isOurs(leg.dn())) {
      called.put(leg.id(), work.ports().clock().instant());
      Outgoing.call(work, head, now, leg);
    }
  }

  /**
   * Goes on with a leg as it was kept; one that had no answer yet has lost its INVITE.
   *
   * @param anothers whether it was kept by another instance
   */
  private void resume(SipLeg leg, boolean anothers) {
    Voice voice = leg.voice();
    if (voice == null) {
      return;
    }
    var head = VoiceHead.of(leg, voice);
    kept.remove(head.key());
    DialogState state = leg.dialog();
    VoiceInteraction now = work.interactions().get(head.interaction());
    VoiceLeg its = now == null ? null : now.leg(head.leg()).orElse(null);
    if (!voice.answered() || state == null) {
      called.put(head.leg(), work.ports().clock().instant());
      work.hangUp(head); // an Arrive may be behind all that was read
      work.keeper().forget(head.key());
    } else if (now == null || its == null) {
      line(head, leg, state).bye(HeaderFields.none());
      work.hangUp(head);
      work.keeper().forget(head.key());
    } else {
      goOn(head, leg, state, voice, now, its, anothers);
    }
  }

  private Line line(VoiceHead head, SipLeg leg, DialogState state) {
    return work.line(head, Dialog.restored(state, leg.localUri(), leg.remoteUri()));
  }

  private void goOn(
      VoiceHead head,
      SipLeg leg,
      DialogState state,
      Voice voice,
      VoiceInteraction now,
      VoiceLeg its,
      boolean anothers) {
    var terms =
        new Terms(
            line(head, leg, state),
            AudioSession.kept(work.ports(), state, voice),
            SessionTimer.kept(state),
            state.allowsUpdate(),
            false);
    var connection = new Established(work, head, terms, now, its);
    boolean unsaid = its.stage() == VoiceLeg.Stage.CALLED;
    if (anothers || unsaid) {
      connection.takeOver();
    } else {
      connection.resume();
    }
    if (unsaid) {
      connection.answeredBefore();
    }
    connection.look(now, its);
  }

  private void sweep() {
    work.ports().timers().after(SWEEP, this::sweep);
    for (SipLeg leg : List.copyOf(kept.values())) {
      boolean dead = !work.ports().gateways().isAlive(leg.gateway());
      if (dead && work.ports().location().isOurs(leg.trunk() == null ? leg.dn() : leg.trunk())) {
        resume(leg, true);
      }
    }
    Instant overdue = work.ports().clock().instant().minus(MEMORY);
    called.values().removeIf(overdue::isAfter);
    work.interactions().all().forEach(this::call);
  }
}
