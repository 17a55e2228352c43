package org.parley.client.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.parley.client.desk.CallBook.Entry;
import org.parley.client.desk.CallBook.State;
import org.parley.client.desk.CallEar.Promise;
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
  private final CallEar ear;
  private final Told told;
  private final Screen screen;

  /**
   * @param ear what listens to the same client
   */
  CallDesk(TlibClient client, Dn dn, DeskEar ear, Screen screen) {
    this.client = client;
    this.dn = dn;
    this.book = ear.book();
    this.ear = ear.calls();
    this.told = ear.told();
    this.screen = screen;
  }

  boolean hasCall() {
    return !book.all().isEmpty();
  }

  boolean rings() {
    return book.find(WhichCall.RINGING).isPresent();
  }

  void take(CallCommand command) {
    switch (command) {
      case CallCommand.Call(var to) -> call(to);
      case CallCommand.Answer(int number) ->
          with(number, WhichCall.RINGING, call -> Requests.answerCall(dn, call));
      case CallCommand.Reject(int number) ->
          with(number, WhichCall.RINGING, call -> Requests.releaseCall(dn, call));
      case CallCommand.Release(int number) ->
          with(number, WhichCall.ANY, call -> Requests.releaseCall(dn, call));
      case CallCommand.Hold(int number) ->
          with(
              number,
              WhichCall.TALKING,
              call -> new VoiceRequest.HoldCall(0, dn, call, null, null));
      case CallCommand.Retrieve(int number) ->
          with(
              number,
              WhichCall.HELD,
              call -> new VoiceRequest.RetrieveCall(0, dn, call, null, null));
      case CallCommand.Consult(var to) ->
          talking(
              call -> new VoiceRequest.InitiateConference(0, dn, call, to, null, null, null, null));
      case CallCommand.Conference() ->
          consulted((held, consult) ->
              new VoiceRequest.CompleteConference(0, dn, held, consult, null, null));
      case CallCommand.Transfer() ->
          consulted((held, consult) ->
              new VoiceRequest.CompleteTransfer(0, dn, held, consult, null, null));
      case CallCommand.TransferTo(var to) ->
          talking(call -> new VoiceRequest.SingleStepTransfer(0, dn, call, to, null, null, null));
      case CallCommand.Add(var to) ->
          talking(
              call -> new VoiceRequest.SingleStepConference(0, dn, call, to, null, null, null),
              to + " is being called");
      case CallCommand.Drop(var party) ->
          talking(
              call -> new VoiceRequest.DeleteFromConference(0, dn, call, party, null, null),
              party + " is not called any more");
      case CallCommand.Private(var party) ->
          talking(call -> new VoiceRequest.ListenDisconnect(0, dn, call, party, null, null));
      case CallCommand.Back(var party) ->
          talking(call -> new VoiceRequest.ListenReconnect(0, dn, call, party, null, null));
      case CallCommand.Mute(var party, boolean muted) -> mute(party.orElse(dn), muted);
      case CallCommand.Keys(var digits) ->
          talking(call -> new VoiceRequest.SendDTMF(0, dn, call, digits, null, null));
      case CallCommand.Calls() -> list();
    }
  }

  private void call(Dn to) {
    ask(new TlibRequest.MakeCall(0, dn, to, null, null, MediaType.VOICE, null, null, null));
  }

  private void mute(Dn party, boolean muted) {
    if (party.equals(dn)) {
      talking(call ->
          muted
              ? new VoiceRequest.SetMuteOn(0, dn, call, null, null)
              : new VoiceRequest.SetMuteOff(0, dn, call, null, null));
    } else {
      find(0, WhichCall.TALKING).ifPresent(call -> muteOther(call, party, muted));
    }
  }

  /** The party alone gets an event of it. */
  private void muteOther(Entry call, Dn party, boolean muted) {
    var change = new Mutes.Change(party.number(), muted);
    boolean isNew = book.mutes().expect(call.connId(), change);
    TlibRequest request =
        new TlibRequest.PrivateService(
            0, dn, call.connId(), party, muted ? MUTE : UNMUTE, null, null, null);
    boolean refused =
        ask(request, new Promise(call, Tone.PLAIN, CallEar.words(change) + " (by you)")).isEmpty();
    if (refused && isNew) {
      book.mutes().expect(call.connId(), new Mutes.Change(party.number(), !muted));
    }
  }

  private Optional<Entry> find(int number, WhichCall which) {
    Optional<Entry> call = number == 0 ? book.find(which) : book.find(number);
    if (call.isEmpty()) {
      screen.show(
          Line.of(
              Tone.BAD,
              number == 0 ? which.absent() : "There is no call " + number + "; see calls."));
    }
    return call;
  }

  private void with(int number, WhichCall which, Function<ConnId, TlibRequest> request) {
    find(number, which).ifPresent(call -> ask(request.apply(call.connId())));
  }

  private void talking(Function<ConnId, TlibRequest> request) {
    with(0, WhichCall.TALKING, request);
  }

  /**
   * @param acknowledged what the agent is told when no other event tells what comes of it
   */
  private void talking(Function<ConnId, TlibRequest> request, String acknowledged) {
    find(0, WhichCall.TALKING)
        .ifPresent(call ->
            ask(
                request.apply(call.connId()),
                new Promise(call, Tone.QUIET, SafeText.of(acknowledged))));
  }

  private interface AboutTwo {
    TlibRequest of(ConnId held, ConnId consult);
  }

  private void consulted(AboutTwo request) {
    Optional<Entry> consult = book.consult();
    ConnId held = consult.map(Entry::previous).orElse(null);
    if (consult.isPresent() && held != null) {
      ask(request.of(held, consult.get().connId()));
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
      ask(Requests.queryCall(dn, call.connId())).ifPresent(info -> show(call, info));
    }
  }

  private void show(Entry call, TlibEvent info) {
    show(call, Tone.PLAIN, "you are " + call.state());
    KvList keys = info.extensions();
    for (int n = 1; n <= MOST_PARTIES && keys.text("party-" + n).isPresent(); n++) {
      screen.show(CallParties.line(keys, n, dn));
    }
  }

  private void show(Entry call, Tone tone, String words) {
    screen.show(Line.of(Tone.QUIET, "call " + call.number() + "  ").and(tone, words));
  }

  private Optional<TlibEvent> ask(TlibRequest request, Promise acknowledged) {
    ear.promise(acknowledged);
    Optional<TlibEvent> answer = ask(request);
    ear.promiseNothing();
    return answer;
  }

  /** The answer; empty: nothing came of it, which the agent has been told. */
  private Optional<TlibEvent> ask(TlibRequest request) {
    return switch (client.request(request).join()) {
      case Answer.Done(var event) -> {
        told.await(event);
        yield Optional.of(event);
      }
      case Answer.Refused(int code, var message) -> {
        bad(code, message);
        yield Optional.empty();
      }
      case Answer.Missing(var reason, _) -> {
        screen.show(Line.of(Tone.BAD, reason));
        yield Optional.empty();
      }
    };
  }

  private void bad(int code, String message) {
    screen.show(Line.of(Tone.BAD, "error " + code + ": " + SafeText.of(message)));
  }
}
