package org.parley.client.desk;

import java.util.Optional;
import java.util.function.Function;
import org.parley.client.desk.CallBook.Entry;
import org.parley.client.desk.CallEar.Promise;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;
import org.parley.tlib.client.Requests;
import org.parley.tlib.client.TlibClient;

/** Carries out what is typed about voice calls. What came of it is told as events. */
final class CallDesk {
  private static final int MUTE = 8011;
  private static final int UNMUTE = 8012;
  private static final int MOST_PARTIES = 100;

  private final Dn dn;
  private final CallBook book;
  private final CallRequests requests;
  private final CallList list;
  private final Screen screen;

  /**
   * @param ear what listens to the same client
   */
  CallDesk(TlibClient client, Dn dn, DeskEar ear, Screen screen) {
    this.dn = dn;
    this.book = ear.book();
    this.requests = new CallRequests(client, ear, screen);
    this.list = new CallList(client, dn, book, requests, screen);
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
      case CallCommand.Clear(int number) ->
          find(number, WhichCall.TALKING)
              .ifPresent(call ->
                  requests.clear(
                      new VoiceRequest.ClearCall(0, dn, call.connId(), null, null), call));
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
      case CallCommand.Alternate(int number) -> alternate(number);
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
      case CallCommand.Calls() -> list.show();
    }
  }

  private void call(Dn to) {
    var unused =
        requests.ask(
            new TlibRequest.MakeCall(0, dn, to, null, null, MediaType.VOICE, null, null, null));
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
    requests.ask(
        new TlibRequest.PrivateService(
            0, dn, call.connId(), party, muted ? MUTE : UNMUTE, null, null, null),
        new Promise(call, CallEar.words(change) + " (by you)", change));
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
    find(number, which).ifPresent(call -> requests.ask(request.apply(call.connId()), call));
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
            requests.ask(
                request.apply(call.connId()), new Promise(call, SafeText.of(acknowledged), null)));
  }

  private void alternate(int number) {
    find(0, WhichCall.TALKING)
        .ifPresent(heard -> {
          Optional<Entry> held = number == 0 ? book.heldBeside(heard) : Optional.empty();
          held.or(() -> find(number, WhichCall.HELD))
              .ifPresent(call ->
                  about(
                      (other, current) ->
                          new VoiceRequest.AlternateCall(0, dn, other, current, null, null),
                      call,
                      heard));
        });
  }

  private interface AboutTwo {
    TlibRequest of(ConnId held, ConnId consult);
  }

  private void consulted(AboutTwo request) {
    Optional<Entry> consult = book.consult();
    Optional<Entry> held = consult.map(Entry::previous).flatMap(book::find);
    if (consult.isPresent() && held.isPresent()) {
      about(request, held.get(), consult.get());
    } else {
      screen.show(Line.of(Tone.BAD, "Nobody is consulted. Begin with: consult 1003"));
    }
  }

  private void about(AboutTwo request, Entry held, Entry other) {
    var unused = requests.ask(request.of(held.connId(), other.connId()), held, other);
  }

  /** After a log-in: shows the calls that there are. */
  void lookUp() {
    list.lookUp();
  }

  /** All calls with their parties. */
  void list() {
    list.show();
  }
}
