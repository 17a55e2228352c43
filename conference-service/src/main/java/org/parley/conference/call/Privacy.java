package org.parley.conference.call;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCall.Apart;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.FromClient;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.tlib.TlibError;

/** Private conversations during a conference (seed 002), and parties that are not to be heard. */
final class Privacy {
  /** A mixer does it within a frame of 20 ms; one that has not in this time does not live. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int CONFERENCE = 3;

  private final VoicePolicies policies;

  Privacy(VoicePolicies policies) {
    this.policies = policies;
  }

  /** The client is answered when the mixer has done it: until then the party may hear a word. */
  void disconnect(Story story, VoiceCall call, VoiceCommand.ListenDisconnect command) {
    Optional<Refusal> objection = objectionToDisconnect(call, command);
    if (objection.isPresent()) {
      story.refuse(command, objection.get());
      return;
    }
    String music = command.music();
    story.tell(
        new VoiceEvent.ListenDisconnectAsked(
            command.origin(),
            command.connId(),
            command.by(),
            call.partyOf(command.party()).orElseThrow().dn(),
            music == null ? policies.listenDisconnectMusic() : music,
            story.time().plus(PATIENCE)));
  }

  private Optional<Refusal> objectionToDisconnect(
      VoiceCall call, VoiceCommand.ListenDisconnect command) {
    Optional<Refusal> general = objection(call, command, command.party());
    if (general.isPresent()) {
      return general;
    }
    Party party = call.partyOf(command.party()).orElseThrow();
    Apart apart = call.apart().get(party.dn());
    if (apart != null) {
      return apart.request() == null
          ? no(TlibError.IN_SAME_STATE, party.dn() + " is listen disconnected already")
          : no(TlibError.REQ_IN_PROGRESS, party.dn() + " is being listen disconnected");
    }
    if (party.dn().equals(command.by())) {
      return no(TlibError.INVALID_ATTR, "a party cannot listen disconnect itself");
    }
    if (call.answered().size() < CONFERENCE) {
      return no(TlibError.INV_CALL_STATE, "a private conversation needs three parties");
    }
    if (!party.state().isConnected()) {
      return no(TlibError.INV_CALL_STATE, party.dn() + " is not connected");
    }
    return call.answered().size() - call.apart().size() - 1 < 2
        ? no(TlibError.INV_CALL_STATE, "one party would be left alone")
        : Optional.empty();
  }

  void reconnect(Story story, VoiceCall call, VoiceCommand.ListenReconnect command) {
    Optional<Refusal> objection =
        objection(call, command, command.party())
            .or(() ->
                isApart(call, command.party())
                    ? Optional.empty()
                    : no(TlibError.IN_SAME_STATE, command.party() + " is not listen disconnected"));
    if (objection.isPresent()) {
      story.refuse(command, objection.get());
      return;
    }
    story.tell(
        new VoiceEvent.ListenReconnected(
            command.origin(),
            command.connId(),
            command.by(),
            call.partyOf(command.party()).orElseThrow().dn()));
  }

  private static boolean isApart(VoiceCall call, String alias) {
    return call.partyOf(alias)
        .map(party -> call.apart().get(party.dn()))
        .filter(apart -> apart.request() == null)
        .isPresent();
  }

  void mute(Story story, VoiceCall call, VoiceCommand.MuteParty command) {
    Optional<Refusal> objection = objectionToMute(call, command);
    if (objection.isPresent()) {
      story.refuse(command, objection.get());
      return;
    }
    story.tell(
        new VoiceEvent.MuteChanged(
            command.origin(),
            command.connId(),
            command.by(),
            call.partyOf(command.party()).orElseThrow().dn(),
            command.muted()));
  }

  private Optional<Refusal> objectionToMute(VoiceCall call, VoiceCommand.MuteParty command) {
    Optional<Party> found = call.partyOf(command.party());
    if (found.isEmpty()) {
      return unknown(command.party());
    }
    Party party = found.get();
    if (policies.destination(party.dn()).isEmpty()) {
      return no(TlibError.UNSUP_OPER, party.dn() + " is no party of this switch");
    }
    if (call.ringing().containsKey(command.by())) {
      return Optional.of(Endings.notAnswered(command.by()));
    }
    if (call.answered().size() < CONFERENCE) {
      return no(TlibError.INV_CALL_STATE, "the call is no conference");
    }
    if (!Holding.talks(call, party.dn())) {
      return no(TlibError.INV_CALL_STATE, party.dn() + " is not connected");
    }
    return party.state().isMuted() == command.muted()
        ? no(
            TlibError.IN_SAME_STATE,
            party.dn() + (command.muted() ? " is muted already" : " is not muted"))
        : Optional.empty();
  }

  void expire(Story story, VoiceCommand.ExpireApart command) {
    story
        .call(command.connId())
        .map(call -> call.apart().get(command.party()))
        .map(Apart::request)
        .filter(request -> !story.time().isBefore(request.until()))
        .ifPresent(request ->
            failed(
                story,
                command,
                request,
                new Refusal(
                    TlibError.OUT_OF_SERVICE,
                    "no media-server has done it in time, or a phone does not send there")));
  }

  private static void failed(
      Story story, VoiceCommand.ExpireApart command, Apart.Request request, Refusal refusal) {
    story.tell(
        new VoiceEvent.ListenDisconnectFailed(
            request.origin(), command.connId(), request.by(), command.party(), refusal));
  }

  private Optional<Refusal> objection(VoiceCall call, FromClient command, @Nullable String alias) {
    if (!policies.tellsCallInfo()) {
      return no(
          TlibError.UNSUP_OPER,
          "private conversations need sip-enable-call-info and sip-enable-call-info-extended");
    }
    if (call.ringing().containsKey(command.by())) {
      return Optional.of(Endings.notAnswered(command.by()));
    }
    return alias == null || call.partyOf(alias).isEmpty()
        ? unknown(String.valueOf(alias))
        : Optional.empty();
  }

  private static Optional<Refusal> unknown(String alias) {
    return no(TlibError.INV_CALD_DN, "nobody in the call is called " + alias);
  }

  private static Optional<Refusal> no(TlibError error, String detail) {
    return Optional.of(new Refusal(error, detail));
  }
}
