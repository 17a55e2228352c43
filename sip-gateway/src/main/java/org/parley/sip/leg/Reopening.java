package org.parley.sip.leg;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.Origin;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.contracts.im.ImCommand.Alert;
import org.parley.contracts.im.ImCommand.Release;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.sip.SipLeg.DialogState;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Line;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;

/**
 * Which legs there should be and are not: those of parties just invited, those that were kept when
 * this instance stopped, those of an instance that is dead, and those of DNs whose option changed.
 */
final class Reopening {
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** How long a change of an option may take from the administrator to here. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);

  /** An invitation that is older and has no leg was another instance's to deliver. */
  private static final Duration OVERDUE = Duration.ofSeconds(12);

  private final Workspace work;

  /** Kept legs that this instance does not have at work, by the key of their record. */
  private final Map<String, SipLeg> kept = new HashMap<>();

  /** What legs had delivered when they were silenced. */
  private final Map<LegKey, Integer> silenced = new HashMap<>();

  /** Parties that wait for their endpoint to register. */
  private final Set<LegKey> waiting = new HashSet<>();

  /** Which other instance said that the endpoint of an invited party rings. */
  private final Map<LegKey, String> rungBy = new HashMap<>();

  private boolean begun;

  Reopening(Workspace work) {
    this.work = work;
  }

  void restored(Collection<SipLeg> legs) {
    kept.clear();
    legs.forEach(leg -> changed(LegKey.of(leg).text(), leg));
  }

  /**
   * @param leg null: it is over
   */
  void changed(String key, @Nullable SipLeg leg) {
    if (leg == null) {
      kept.remove(key);
      return;
    }
    boolean ours = leg.gateway().equals(work.ports().name());
    if (ours && begun) {
      backAgain(leg, kept.remove(key));
      return;
    }
    kept.put(key, leg);
    Leg atWork = work.legs().get(LegKey.of(leg));
    if (atWork != null) {
      atWork.handOver(leg);
    }
  }

  /**
   * Another instance took a leg while our last write was on its way, which is what counts: there
   * the leg is handed over again when it is read.
   */
  private void backAgain(SipLeg leg, @Nullable SipLeg theirs) {
    boolean free = theirs != null && work.legs().get(LegKey.of(leg)) == null;
    if (free && leg.dialog() == null && !Sessions.isOver(work.sessions().get(leg.connId()))) {
      resume(leg);
    }
  }

  /** A leg as another instance keeps it. */
  Optional<SipLeg> kept(LegKey key) {
    return Optional.ofNullable(kept.get(key.text()));
  }

  void begin() {
    begun = true;
    for (SipLeg leg : List.copyOf(kept.values())) {
      if (leg.gateway().equals(work.ports().name())) {
        resume(leg);
      }
    }
    for (ImSession session : work.sessions().all()) {
      callInvited(session);
      ringAgain(session);
    }
    sweep();
  }

  /** Goes on with a leg as it was kept, or ends it where the option became none meanwhile. */
  private void resume(SipLeg leg) {
    kept.remove(LegKey.of(leg).text());
    var head = new LegHead(LegKey.of(leg), work.legs().nextNumber(), leg.trunk());
    ImSession session = work.sessions().get(leg.connId());
    DialogState dialog = leg.dialog();
    if (session == null && dialog != null) {
      // Our Invite may be behind all that was read: nobody waits for that session any more.
      release(head);
    }
    if (dialog == null) {
      new Paging(work, head, leg.localUri(), leg.remoteUri(), leg.deliveredSeq()).begin();
    } else if (session instanceof ImSession.Establishing && isInviter(session, leg.dn())) {
      // Its INVITE died with the process that had it: the caller will not be answered.
      release(head);
      work.keeper().forget(head.key().text());
    } else if (isNone(leg)) {
      silenced.put(head.key(), leg.deliveredSeq());
      talking(head, leg, dialog).silence();
      work.ringDesktop(head);
    } else {
      talk(head, leg, dialog, session);
    }
  }

  private void release(LegHead head) {
    work.asks().tell(head.number(), origin -> new Release(origin, head.connId(), head.dn(), null));
  }

  private boolean isNone(SipLeg leg) {
    return leg.trunk() == null && work.ports().policies().signaling(leg.dn()) == ChatSignaling.NONE;
  }

  private Talking talking(LegHead head, SipLeg leg, DialogState state) {
    var terms =
        new Talking.Terms(sdpOf(state), SessionTimer.kept(state), state.allowsUpdate(), false);
    Dialog dialog = Dialog.restored(state, leg.localUri(), leg.remoteUri());
    return new Talking(
        work, head, new Line(work.ports().reach(), leg.dn(), dialog), terms, leg.deliveredSeq());
  }

  /** A record of before it was kept says nothing of it. */
  private OwnSdp sdpOf(DialogState state) {
    return state.sdpSession() == 0
        ? new OwnSdp(work.ports().clock().instant().toEpochMilli(), 1)
        : new OwnSdp(state.sdpSession(), Dialog.restoredSdpVersion(state));
  }

  private void talk(LegHead head, SipLeg leg, DialogState state, @Nullable ImSession session) {
    Talking talking = talking(head, leg, state);
    if (session instanceof ImSession.Establishing) {
      talking.accept(); // the endpoint had said yes
    } else {
      talking.resume();
    }
    talking.look(session, List.of());
  }

  private static boolean isInviter(ImSession session, Dn dn) {
    return session.call().party(dn).map(Party::role).orElse(DnRole.UNKNOWN) == DnRole.ORIGINATION;
  }

  /** Calls the endpoints of parties that are to be reached first, if that is our affair. */
  void callInvited(ImSession session) {
    if (session instanceof ImSession.Establishing) {
      for (Party party : session.call().parties()) {
        if (party.state().isInitiated() && isFree(session, party) && !isBusy(party, session)) {
          call(session, party);
        }
      }
    }
  }

  private boolean isFree(ImSession session, Party party) {
    return work.legs().get(new LegKey(session.connId(), party.dn())) == null
        && work.ports().location().isOurs(party.dn());
  }

  private final Map<LegKey, Instant> called = new HashMap<>();

  /** Called before, and what came of it is on its way to the log. */
  private boolean isBusy(Party party, ImSession session) {
    return called.containsKey(new LegKey(session.connId(), party.dn()));
  }

  private void call(ImSession session, Party party) {
    LegHead head = head(session, party.dn());
    called.put(head.key(), work.ports().clock().instant());
    if (work.ports().policies().signaling(party.dn()) == ChatSignaling.SESSION) {
      Calling.invite(work, head, session.call());
    } else {
      // The option changed between the decision and now: its desktop is to ring.
      work.asks().tell(head.number(), origin -> new Alert(origin, head.connId(), head.dn()));
    }
  }

  private LegHead head(ImSession session, Dn dn) {
    return new LegHead(new LegKey(session.connId(), dn), work.legs().nextNumber(), null);
  }

  /** After a restart an endpoint that rang rings again; its desktop never stopped. */
  private void ringAgain(ImSession session) {
    if (session instanceof ImSession.Establishing) {
      for (Party party : session.call().parties()) {
        if (party.state().isAlerting() && isFree(session, party) && hasEndpoint(party.dn())) {
          Calling.inviteAgain(work, head(session, party.dn()), session.call());
        }
      }
    }
  }

  /** The endpoint of a party rings, called by some instance. */
  void rings(LegKey key, Origin by) {
    int end = by.gateway().lastIndexOf('#');
    if (end > 0 && !by.gateway().equals(work.ports().running())) {
      rungBy.put(key, by.gateway().substring(0, end));
    }
  }

  /** What the instance that rang an endpoint has died of, its INVITE has died of. */
  private void ringForTheDead() {
    for (Map.Entry<LegKey, String> entry : List.copyOf(rungBy.entrySet())) {
      ImSession session = work.sessions().get(entry.getKey().connId());
      if (!(session instanceof ImSession.Establishing)) {
        rungBy.remove(entry.getKey());
      } else if (!work.ports().gateways().isAlive(entry.getValue())) {
        rungBy.remove(entry.getKey());
        ringAgain(session);
      }
    }
  }

  private boolean hasEndpoint(Dn dn) {
    return work.ports().policies().signaling(dn) == ChatSignaling.SESSION
        && work.ports().policies().dn(dn).filter(DnType::takesAgents).isPresent()
        && !work.ports().location().contacts(dn).isEmpty();
  }

  /** From now on SIP does not reach the endpoint. */
  void silence(Leg leg) {
    silenced.put(leg.head().key(), leg.reachedSeq());
    leg.silence();
  }

  /** Whether what was asked for is not to be undone: the party takes part by another way now. */
  boolean goesOnWithoutUs(LegKey key, ImEvent event) {
    return event instanceof ImEvent.Accepted
        && (silenced.containsKey(key) || kept.containsKey(key.text()));
  }

  /** From now on SIP reaches the endpoint of that DN, in the sessions that run too. */
  void open(Dn dn) {
    work.sessions().of(dn).forEach(session -> open(session, dn));
  }

  private void open(ImSession session, Dn dn) {
    if (session instanceof ImSession.Connected connected) {
      LegHead head = head(session, dn);
      boolean free = work.legs().get(head.key()) == null && !kept.containsKey(head.key().text());
      if (free && hasEndpoint(dn) && work.ports().location().isOurs(dn)) {
        waiting.remove(head.key());
        Calling.reopen(work, head, session.call(), deliveredSeq(connected, head.key()));
      } else if (free) {
        waiting.add(head.key());
      }
    }
  }

  /** Text goes to the endpoint from the change on; what was said as it was under way, too. */
  private int deliveredSeq(ImSession.Connected session, LegKey key) {
    Instant since = work.ports().clock().instant().minus(UNDER_WAY);
    int seq =
        (int)
            session.transcript().messages().stream()
                .filter(message -> message.time().isBefore(since))
                .count();
    return Math.max(seq, silenced.getOrDefault(key, 0));
  }

  void bound(Dn dn) {
    for (LegKey key : List.copyOf(waiting)) {
      ImSession session = work.sessions().get(key.connId());
      if (Sessions.isOver(session)) {
        waiting.remove(key);
      } else if (key.dn().equals(dn) && session != null) {
        open(session, dn);
      }
    }
  }

  private void sweep() {
    work.ports().timers().after(SWEEP, this::sweep);
    for (SipLeg leg : List.copyOf(kept.values())) {
      boolean dead = !work.ports().gateways().isAlive(leg.gateway());
      if (dead && work.ports().location().isOurs(leg.trunk() == null ? leg.dn() : leg.trunk())) {
        takeOver(leg);
      }
    }
    ringForTheDead();
    Instant overdue = work.ports().clock().instant().minus(OVERDUE);
    called.values().removeIf(overdue::isAfter);
    silenced.keySet().removeIf(key -> Sessions.isOver(work.sessions().get(key.connId())));
    waiting.removeIf(key -> Sessions.isOver(work.sessions().get(key.connId())));
    for (ImSession session : work.sessions().all()) {
      if (session.call().startedAt().isBefore(overdue)) {
        callInvited(session);
      }
    }
  }

  /** An endpoint is called anew, for its dialog was with an address that nobody answers at. */
  private void takeOver(SipLeg leg) {
    if (work.legs().get(LegKey.of(leg)) != null) {
      return;
    }
    ImSession session = work.sessions().get(leg.connId());
    boolean endpoint = leg.dialog() != null && leg.trunk() == null;
    if (endpoint && session instanceof ImSession.Connected && hasEndpoint(leg.dn())) {
      kept.remove(LegKey.of(leg).text());
      Calling.takeOver(work, head(session, leg.dn()), session.call(), leg.deliveredSeq());
    } else if (!endpoint || isNone(leg) || Sessions.isOver(session)) {
      resume(leg);
    }
  }
}
