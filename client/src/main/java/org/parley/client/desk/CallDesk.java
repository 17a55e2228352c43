package org.parley.client.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.parley.client.desk.CallBook.Entry;
import org.parley.client.desk.CallBook.State;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;
import org.parley.tlib.client.Answer;
import org.parley.tlib.client.Requests;
import org.parley.tlib.client.TlibClient;

/** Carries out what is typed about voice calls. What came of it is told as events. */
final class CallDesk {
  private static final int MUTE = 8011;
  private static final int UNMUTE = 8012;
  private static final int MOST_PARTIES = 100;

  private final TlibClient client;
  private final Dn dn;
  private final CallBook book;
  private final Screen screen;

  CallDesk(TlibClient client, Dn dn, CallBook book, Screen screen) {
    this.client = client;
    this.dn = dn;
    this.book = book;
    this.screen = screen;
  }

  boolean hasCall() {
    return !book.all().isEmpty();
  }

  boolean rings() {
    return book.find(0, State.RINGING).isPresent();
  }

  void take(CallCommand command) {
    switch (command) {
      case CallCommand.Call(var to) -> call(to);
      case CallCommand.Answer(int number) ->
          with(number, call -> Requests.answerCall(dn, call.connId()), State.RINGING);
      case CallCommand.Release(int number) ->
          with(
              number,
              call -> Requests.releaseCall(dn, call.connId()),
              State.TALKING,
              State.DIALING,
              State.RINGING,
              State.HELD);
      case CallCommand.Hold(int number) ->
          with(
              number,
              call -> new VoiceRequest.HoldCall(0, dn, call.connId(), null, null),
              State.TALKING);
      case CallCommand.Retrieve(int number) ->
          with(
              number,
              call -> new VoiceRequest.RetrieveCall(0, dn, call.connId(), null, null),
              State.HELD);
      case CallCommand.Consult(var to) ->
          talking(connId ->
              new VoiceRequest.InitiateConference(0, dn, connId, to, null, null, null, null));
      case CallCommand.Conference() ->
          consulted((held, consult) ->
              new VoiceRequest.CompleteConference(0, dn, held, consult, null, null));
      case CallCommand.Transfer() ->
          consulted((held, consult) ->
              new VoiceRequest.CompleteTransfer(0, dn, held, consult, null, null));
      case CallCommand.TransferTo(var to) ->
          talking(
              connId -> new VoiceRequest.SingleStepTransfer(0, dn, connId, to, null, null, null));
      case CallCommand.Add(var to) ->
          talking(
              connId -> new VoiceRequest.SingleStepConference(0, dn, connId, to, null, null, null));
      case CallCommand.Drop(var party) ->
          talking(
              connId -> new VoiceRequest.DeleteFromConference(0, dn, connId, party, null, null));
      case CallCommand.Private(var party) ->
          talking(connId -> new VoiceRequest.ListenDisconnect(0, dn, connId, party, null, null));
      case CallCommand.Back(var party) ->
          talking(connId -> new VoiceRequest.ListenReconnect(0, dn, connId, party, null, null));
      case CallCommand.Mute(var party, boolean muted) ->
          talking(connId -> mute(connId, party, muted));
      case CallCommand.Keys(var digits) ->
          talking(connId -> new VoiceRequest.SendDTMF(0, dn, connId, digits, null, null));
      case CallCommand.Calls() -> list();
    }
  }

  private void call(Dn to) {
    tell(
        client.request(
            new TlibRequest.MakeCall(0, dn, to, null, null, MediaType.VOICE, null, null, null)));
  }

  private TlibRequest mute(ConnId connId, Optional<Dn> party, boolean muted) {
    if (party.isPresent() && !party.get().equals(dn)) {
      return new TlibRequest.PrivateService(
          0, dn, connId, party.get(), muted ? MUTE : UNMUTE, null, null, null);
    }
    return muted
        ? new VoiceRequest.SetMuteOn(0, dn, connId, null, null)
        : new VoiceRequest.SetMuteOff(0, dn, connId, null, null);
  }

  private void with(int number, Function<Entry, TlibRequest> request, State... states) {
    Optional<Entry> call = book.find(number, states);
    if (call.isPresent()) {
      tell(client.request(request.apply(call.get())));
    } else {
      screen.show(Line.of(Tone.BAD, "There is no such call; see calls."));
    }
  }

  private void talking(Function<ConnId, TlibRequest> request) {
    with(0, call -> request.apply(call.connId()), State.TALKING);
  }

  private interface AboutTwo {
    TlibRequest of(ConnId held, ConnId consult);
  }

  private void consulted(AboutTwo request) {
    Optional<Entry> consult = book.consult();
    ConnId held = consult.map(Entry::previous).orElse(null);
    if (consult.isPresent() && held != null) {
      tell(client.request(request.of(held, consult.get().connId())));
    } else {
      screen.show(Line.of(Tone.BAD, "Nobody is consulted. Begin with: consult 1003"));
    }
  }

  /** After a log-in: the calls that there are. */
  void lookUp() {
    List<Entry> before = book.all();
    if (client.request(Requests.queryAddress(dn)).join() instanceof Answer.Done(var state)) {
      KvList keys = state.extensions();
      var live = new ArrayList<ConnId>();
      for (int n = 1; keys.text("conn-" + n).isPresent(); n++) {
        if (keys.integer("mt-" + n).orElse(0) == MediaType.VOICE.code()) {
          ConnId connId = ConnId.parse(keys.text("conn-" + n).orElseThrow());
          live.add(connId);
          found(connId, State.of(keys.integer("ps-" + n).orElse(0)));
        }
      }
      before.stream().map(Entry::connId).filter(old -> !live.contains(old)).forEach(book::remove);
    }
  }

  private void found(ConnId connId, State state) {
    if (book.find(connId).isEmpty()
        && client.request(Requests.queryCall(dn, connId)).join() instanceof Answer.Done(var info)) {
      show(book.put(connId, state, info), info);
    }
  }

  /** All calls with their parties. */
  void list() {
    List<Entry> calls = book.all();
    if (calls.isEmpty()) {
      screen.show(Line.of(Tone.QUIET, "No calls. Begin one: call 1002"));
    }
    for (Entry call : calls) {
      switch (client.request(Requests.queryCall(dn, call.connId())).join()) {
        case Answer.Done(var info) -> show(call, info);
        case Answer.Refused(int code, var message) -> bad(code, message);
        case Answer.Missing(var reason, _) -> screen.show(Line.of(Tone.BAD, reason));
      }
    }
  }

  private void show(Entry call, TlibEvent info) {
    screen.show(
        Line.of(Tone.QUIET, "call " + call.number() + "  ")
            .and(Tone.PLAIN, "you are " + call.state()));
    KvList keys = info.extensions();
    for (int n = 1; n <= MOST_PARTIES && keys.text("party-" + n).isPresent(); n++) {
      screen.show(CallParties.line(keys, n, dn));
    }
  }

  private void tell(CompletableFuture<Answer> answer) {
    switch (answer.join()) {
      case Answer.Done _ -> {}
      case Answer.Refused(int code, var message) -> bad(code, message);
      case Answer.Missing(var reason, _) -> screen.show(Line.of(Tone.BAD, reason));
    }
  }

  private void bad(int code, String message) {
    screen.show(Line.of(Tone.BAD, "error " + code + ": " + SafeText.of(message)));
  }
}
