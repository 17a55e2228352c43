package org.parley.bench.voice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.media.host.RoomHost;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

/**
 * Conferences as the log would have them, decided without rules: what media-server says is taken as
 * it is. Seats are printed as {@code seat ROOM PARTY PORT}, then {@code open}. Used by one thread.
 */
final class BenchCalls {
  private static final Origin CLIENT = new Origin("bench", 1, 1);
  private static final Format PCMU = new Format(0, "PCMU", 8_000, null);
  private static final String HOST = "127.0.0.1";

  private final RoomHost host;
  private final Map<ConnId, VoiceInteraction> states = new HashMap<>();
  private int missing;

  BenchCalls(RoomHost host) {
    this.host = host;
  }

  private static ConnId call(int room) {
    return ConnId.of(1, ConnId.Medium.VOICE, room + 1L);
  }

  private static Dn dn(int party) {
    return new Dn(String.valueOf(party));
  }

  /**
   * @param words {@code open}, rooms, parties of each, and the ports of the far ends: that of a
   *     room is the same for all its parties
   */
  void open(String[] words) {
    int rooms = Integer.parseInt(words[1]);
    int parties = Integer.parseInt(words[2]);
    missing = rooms * parties;
    for (int room = 0; room < rooms; room++) {
      begin(room, parties, Integer.parseInt(words[3 + room % (words.length - 3)]));
    }
  }

  private void begin(int room, int parties, int port) {
    ConnId connId = call(room);
    var all = new ArrayList<Party>();
    var events = new ArrayList<VoiceEvent>();
    var far = new AudioDescription(HOST, port, List.of(PCMU), Direction.SEND_RECEIVE);
    for (int party = 0; party < parties; party++) {
      all.add(new Party(dn(party), "", "A", DnRole.DESTINATION, PartyState.CONNECTED));
      VoiceLeg leg = VoiceLeg.called(room + "-" + party, dn(party));
      events.add(new VoiceEvent.LegChanged(connId, leg.describedAs(far, Set.of(HOST)).answered()));
    }
    var made =
        new Call(connId, MediaType.VOICE, CallType.INTERNAL, Instant.now(), all, KvList.empty());
    events.addFirst(new VoiceEvent.Dialed(null, connId, VoiceCall.of(made, null, Map.of())));
    happens(connId, events);
  }

  private void happens(ConnId connId, List<VoiceEvent> events) {
    @Nullable VoiceInteraction state = states.get(connId);
    for (VoiceEvent event : events) {
      state = VoiceInteraction.evolve(state, event);
    }
    if (state != null) {
      states.put(connId, state);
    }
    host.changed(connId.toString(), events, state);
  }

  void decide(VoiceCommand command) {
    VoiceInteraction state = states.get(command.connId());
    if (state == null) {
      return;
    }
    switch (command) {
      case VoiceCommand.TakeRoom take ->
          happens(take.connId(), List.of(new VoiceEvent.RoomTaken(take.connId(), take.instance())));
      case VoiceCommand.OfferSeat offer ->
          state.leg(offer.leg()).ifPresent(leg -> seated(offer, leg));
      case VoiceCommand.ConfirmApart confirm ->
          state
              .leg(confirm.leg())
              .ifPresent(leg ->
                  happens(
                      confirm.connId(),
                      List.of(
                          new VoiceEvent.ListenDisconnected(
                              CLIENT, confirm.connId(), leg.dn(), leg.dn()))));
      case VoiceCommand.Complain complain -> System.out.println(complain);
      default -> {}
    }
  }

  private void seated(VoiceCommand.OfferSeat offer, VoiceLeg leg) {
    happens(
        offer.connId(),
        List.of(
            new VoiceEvent.LegChanged(offer.connId(), leg.seated(offer.connId(), offer.here()))));
    System.out.println("seat " + leg.id().replace('-', ' ') + " " + offer.here().port());
    missing--;
    if (missing == 0) {
      System.out.println("open");
    }
  }

  /** Prints {@code apart ROOM PARTY NANOS}: when it was asked. */
  void putApart(int room, int party) {
    long asked = System.nanoTime();
    ConnId connId = call(room);
    happens(
        connId,
        List.of(
            new VoiceEvent.ListenDisconnectAsked(
                CLIENT, connId, dn(party), dn(party), "music/on_hold", Instant.now())));
    System.out.println("apart " + room + " " + party + " " + asked);
  }

  void bringBack(int room, int party) {
    ConnId connId = call(room);
    happens(
        connId, List.of(new VoiceEvent.ListenReconnected(CLIENT, connId, dn(party), dn(party))));
    System.out.println("back " + room + " " + party);
  }
}
