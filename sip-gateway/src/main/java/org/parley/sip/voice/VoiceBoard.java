package org.parley.sip.voice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.line.DialogId;
import org.parley.sip.line.Refusals;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.sdp.AudioSdp;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;
import org.parley.tlib.Dn;

/**
 * Where all that concerns the legs of voice calls comes in: requests from the stack that are about
 * them, and records from the log. On the gateway thread.
 *
 * <p>At the start it is told of all legs that were kept, then of all interactions; {@link #ready}
 * begins the work. No request comes before.
 */
public final class VoiceBoard implements Requests {
  /** What requests in the dialogs of calls carry. */
  public static final Set<String> CONTENT_TYPES =
      Set.of(AudioSdp.MEDIA_TYPE, Keys.RELAY, Keys.PLAIN);

  private final VoiceWorkspace work;
  private final VoiceArrivals arrivals;
  private final KeptConnections kept;
  private boolean ready;

  public VoiceBoard(VoicePorts ports) {
    this.work = VoiceWorkspace.of(ports);
    this.arrivals = new VoiceArrivals(work);
    this.kept = new KeptConnections(work);
  }

  // ---- from the stack

  /** Whether it is the dialog of a voice call. */
  public boolean has(DialogId dialog) {
    return work.connections().in(dialog) != null;
  }

  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    Connection connection = work.connections().in(DialogId.of(request));
    if (connection != null) {
      connection.onRequest(received);
    } else if (request.method().equals("INVITE") && !request.isInDialog()) {
      arrivals.invite(received);
    } else {
      received.answer(Refusals.noDialog());
    }
  }

  @Override
  public void onAck(SipRequest ack) {
    Connection connection = work.connections().in(DialogId.of(ack));
    if (connection != null) {
      connection.onAck(ack);
    }
  }

  @Override
  public void onNoAck(Received invite) {
    Connection connection = work.connections().of(invite);
    if (connection != null) {
      connection.onNoAck(invite);
    }
  }

  @Override
  public void onCancel(Received invite) {
    Connection connection = work.connections().of(invite);
    if (connection != null) {
      connection.onCancel(invite);
    }
  }

  @Override
  public void onStraySuccess(SipResponse response) {
    switch (work.connections().in(DialogId.of(response))) {
      case Established established -> established.acknowledgeAgain(response);
      case Outgoing _ -> work.endStray(response);
      case Incoming _ -> {}
      case null -> {}
    }
  }

  /** Nothing to be done: whoever sends next sees that it is gone. */
  @Override
  public void onFlowLost(Flow flow) {}

  // ---- from the logs

  /** All legs that are kept. */
  public void legsRestored(Map<String, SipLeg> legs) {
    kept.restored(legs.values());
  }

  /** What another instance, or this one, has written. */
  public void legChanged(String key, @Nullable SipLeg leg) {
    kept.changed(key, leg);
  }

  /** All interactions of a partition. A second time, records were not seen. */
  public void interactionsRestored(int partition, Map<String, VoiceInteraction> interactions) {
    for (String key : work.interactions().restored(partition, interactions)) {
      look(key);
    }
  }

  /** What a record of the log has made of an interaction. */
  public void interactionChanged(
      int partition, String key, List<VoiceEvent> events, @Nullable VoiceInteraction after) {
    work.interactions().put(partition, key, after);
    if (ready) {
      events.forEach(this::ended);
      look(key);
      events.forEach(event -> told(event, after));
    }
  }

  private void ended(VoiceEvent event) {
    if (event instanceof VoiceEvent.LegEnded end) {
      Connection connection = work.connections().get(end.leg().id());
      if (connection != null) {
        connection.ended(end.status());
      }
    } else if (event instanceof VoiceEvent.ArrivalRefused refused
        && work.connections().get(refused.leg()) instanceof Incoming incoming) {
      incoming.refused(refused.status(), refused.reason());
    } else if (event instanceof VoiceEvent.ConnIdTaken taken
        && work.connections().get(taken.leg()) instanceof Incoming incoming) {
      incoming.taken(taken.connId());
    }
  }

  private void look(String key) {
    if (!ready) {
      return;
    }
    VoiceInteraction now = work.interactions().get(key);
    for (Connection connection : work.connections().of(key)) {
      VoiceLeg leg = now == null ? null : now.leg(connection.head().leg()).orElse(null);
      if (now == null || leg == null) {
        connection.missing();
      } else {
        connection.look(now, leg);
      }
    }
    if (now != null) {
      kept.call(now);
    }
  }

  private void told(VoiceEvent event, @Nullable VoiceInteraction after) {
    if (after == null) {
      return;
    }
    if (event instanceof VoiceEvent.AnswerAsked asked
        && connectionOf(after, asked.by()) instanceof Outgoing outgoing) {
      outgoing.answer(asked);
    } else if (event instanceof VoiceEvent.KeysSent keys) {
      pressed(keys, after);
    } else if (event instanceof VoiceEvent.LegSilent silent
        && work.connections().get(silent.leg()) instanceof Established established) {
      established.silent();
    }
  }

  /** Parties that are in a room hear keys there. */
  private void pressed(VoiceEvent.KeysSent keys, VoiceInteraction after) {
    VoiceCall call = after.calls().get(keys.connId());
    if (call == null || after.needsRoom(call)) {
      return;
    }
    for (var party : call.present()) {
      if (!party.dn().equals(keys.by())
          && connectionOf(after, party.dn()) instanceof Established other) {
        other.press(keys.digits());
      }
    }
  }

  private @Nullable Connection connectionOf(VoiceInteraction after, Dn dn) {
    VoiceLeg leg = after.legs().get(dn);
    return leg == null ? null : work.connections().get(leg.id());
  }

  /** All legs and interactions have been told: the work begins where it was left. */
  public void ready() {
    ready = true;
    kept.begin();
  }

  // ---- for meters

  /** Legs that take part from here, those that are not answered yet included. */
  public int legs() {
    return work.connections().size();
  }
}
