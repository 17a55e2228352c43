package org.parley.sip.leg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.contracts.Origin;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.im.ImCommand.Release;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.line.DialogId;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refusals;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * Where all that concerns legs comes in: requests from the stack (all but REGISTER and OPTIONS),
 * records from the log, changes of the configuration. On the gateway thread.
 *
 * <p>At the start it is told of all legs, then of all sessions; {@link #ready} begins the work. No
 * request comes before.
 */
public final class Switchboard implements Requests {
  private final Workspace work;
  private final Arrivals arrivals;
  private final Pages pages;
  private final Reopening reopening;
  private final StraySuccess strays;

  /** The option of each DN of ours that has been in a session. */
  private final Map<Dn, ChatSignaling> known = new HashMap<>();

  private boolean ready;

  public Switchboard(Ports ports) {
    this.work = Workspace.of(ports);
    this.arrivals = new Arrivals(work);
    this.reopening = new Reopening(work);
    this.pages = new Pages(work, arrivals, reopening::kept);
    this.strays = new StraySuccess(work);
  }

  // ---- from the stack

  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    if (request.isInDialog()) {
      Leg leg = work.legs().in(DialogId.of(request));
      if (leg == null) {
        received.answer(Refusals.noDialog());
      } else {
        leg.onRequest(received);
      }
    } else {
      outsideDialog(received);
    }
  }

  /** Whether it is the dialog of an IM session. */
  public boolean has(DialogId dialog) {
    return work.legs().in(dialog) != null;
  }

  private void outsideDialog(Received received) {
    switch (received.request().method()) {
      case "INVITE" -> arrivals.invite(received);
      case "MESSAGE" -> pages.message(received);
      case "BYE", "UPDATE", "INFO", "PRACK", "NOTIFY" -> received.answer(Refusals.noDialog());
      case "SUBSCRIBE" -> received.answer(Answer.of(489, "Bad Event"));
      default -> received.answer(Answer.of(405, "Method Not Allowed").with("Allow", Line.ALLOW));
    }
  }

  @Override
  public void onAck(SipRequest ack) {
    Leg leg = work.legs().in(DialogId.of(ack));
    if (leg != null) {
      leg.onAck(ack);
    }
  }

  @Override
  public void onNoAck(Received invite) {
    Leg leg = work.legs().settled(invite);
    if (leg != null) {
      leg.onNoAck(invite);
    }
  }

  @Override
  public void onCancel(Received invite) {
    Leg leg = work.legs().of(invite);
    if (leg != null) {
      leg.onCancel(invite);
    }
  }

  @Override
  public void onStraySuccess(SipResponse response) {
    strays.on(response);
  }

  /** Nothing to be done: whoever sends next sees that it is gone. */
  @Override
  public void onFlowLost(Flow flow) {}

  // ---- from the logs

  /** All legs that are kept; those that were told before and are not among them are over. */
  public void legsRestored(Map<String, SipLeg> kept) {
    reopening.restored(kept.values());
  }

  /** What another instance, or this one, has written. */
  public void legChanged(String key, @Nullable SipLeg leg) {
    reopening.changed(key, leg);
  }

  /** All IM sessions of a partition. When they come a second time, records were not seen. */
  public void sessionsRestored(int partition, Map<String, ImSession> sessions) {
    Set<ConnId> affected = work.sessions().restored(partition, sessions);
    sessions.values().forEach(this::note);
    if (ready) {
      for (Leg leg : work.legs().all()) {
        if (affected.contains(leg.head().connId())) {
          leg.look(work.sessions().get(leg.head().connId()), List.of());
        }
      }
      sessions.values().forEach(reopening::callInvited);
    }
  }

  /** What a record of the log has made of a session. */
  public void sessionChanged(
      int partition,
      String key,
      @Nullable ImSession before,
      List<ImEvent> events,
      @Nullable ImSession after) {
    work.sessions().put(partition, key, after);
    if (before == null && after != null) {
      note(after);
    }
    if (ready) {
      ImSession known = after == null ? before : after;
      if (known != null) {
        legsOf(known.call()).forEach(leg -> leg.look(after, events));
      }
      for (ImEvent event : events) {
        Origin origin = originOf(event);
        if (origin != null) {
          work.asks().read(origin, event);
          orphaned(origin, event);
          if (event instanceof ImEvent.Alerted alerted) {
            reopening.rings(new LegKey(event.connId(), alerted.by()), origin);
          }
        }
      }
      if (after != null) {
        reopening.callInvited(after);
      }
    }
  }

  private List<Leg> legsOf(Call call) {
    List<Leg> legs = new ArrayList<>();
    for (Party party : call.parties()) {
      Leg leg = work.legs().get(new LegKey(call.connId(), party.dn()));
      if (leg != null) {
        legs.add(leg);
      }
    }
    return legs;
  }

  /** What we asked for came about when nobody waited for it any more: it is undone. */
  private void orphaned(Origin origin, ImEvent event) {
    if (!origin.gateway().equals(work.ports().running())) {
      return;
    }
    Dn by =
        switch (event) {
          case ImEvent.Invited e when e.idleTimeout() != null -> {
            pages.begunLate(e.connId());
            yield null;
          }
          case ImEvent.Invited e -> e.call().parties().getFirst().dn();
          case ImEvent.Accepted e -> e.by();
          case ImEvent.Alerted _,
              ImEvent.Said _,
              ImEvent.UserDataChanged _,
              ImEvent.Ended _,
              ImEvent.Forgotten _,
              ImEvent.Typed _,
              ImEvent.Undelivered _,
              ImEvent.Acknowledged _,
              ImEvent.Refused _ ->
              null;
        };
    if (by == null) {
      return;
    }
    LegKey key = new LegKey(event.connId(), by);
    if (work.legs().get(key) == null && !reopening.goesOnWithoutUs(key, event)) {
      work.asks().tell(origin.connection(), again -> new Release(again, event.connId(), by, null));
    }
  }

  private static @Nullable Origin originOf(ImEvent event) {
    return switch (event) {
      case ImEvent.Invited e -> e.origin();
      case ImEvent.Alerted e -> e.origin();
      case ImEvent.Accepted e -> e.origin();
      case ImEvent.Said e -> e.origin();
      case ImEvent.UserDataChanged e -> e.origin();
      case ImEvent.Ended e -> e.origin();
      case ImEvent.Undelivered e -> e.origin();
      case ImEvent.Acknowledged e -> e.origin();
      case ImEvent.Refused e -> e.origin();
      case ImEvent.Forgotten _, ImEvent.Typed _ -> null;
    };
  }

  /** All legs and sessions have been told: the work begins where it was left. */
  public void ready() {
    ready = true;
    reopening.begin();
  }

  // ---- from the configuration and the registrar

  /** What {@code sip-signaling-chat} of a DN is now; it need not have changed. */
  public void signalingChanged(Dn dn, ChatSignaling signaling) {
    boolean exists = work.ports().policies().dn(dn).isPresent();
    @Nullable ChatSignaling before = exists ? known.put(dn, signaling) : known.remove(dn);
    switch (signaling) {
      case NONE -> {
        if (before != ChatSignaling.NONE) {
          legsOf(dn).forEach(reopening::silence);
        }
      }
      case SESSION -> {
        // Elsewhere a session without a leg is the desktop's, and stays so.
        if (before == ChatSignaling.NONE) {
          reopening.open(dn);
        }
      }
    }
  }

  private void note(ImSession session) {
    for (Party party : session.call().parties()) {
      if (!known.containsKey(party.dn()) && work.ports().policies().dn(party.dn()).isPresent()) {
        known.put(party.dn(), work.ports().policies().signaling(party.dn()));
      }
    }
  }

  private Stream<Leg> legsOf(Dn dn) {
    return work.legs().all().stream().filter(leg -> leg.head().dn().equals(dn));
  }

  /** Something has registered for that DN. */
  public void bindingAppeared(Dn dn) {
    reopening.bound(dn);
  }

  // ---- for meters

  /** Parties that take part by SIP, those whose INVITE is not answered yet included. */
  public int legs() {
    return work.legs().size();
  }

  /** DNs whose option is remembered. */
  int knownOptions() {
    return known.size();
  }

  /** Commands whose outcome has not been read yet. */
  public int openAsks() {
    return work.asks().open();
  }
}
