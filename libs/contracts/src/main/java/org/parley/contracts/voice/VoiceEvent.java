package org.parley.contracts.voice;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall.Ringing;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/**
 * What happened to a voice call. An event that answers a request carries its {@link Origin}, as in
 * {@link org.parley.contracts.im.ImEvent}; null: an endpoint, a timer or another event led to it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface VoiceEvent {
  ConnId connId();

  /** Changes the interaction; the others only tell somebody something. */
  sealed interface Change extends VoiceEvent {}

  /** A leg came to be, or its endpoint said or was told something: all of it as it is now. */
  record LegChanged(ConnId connId, VoiceLeg leg) implements Change {}

  /**
   * A leg is over: whoever has its dialog ends it.
   *
   * @param status the SIP answer for an endpoint that waits for one; 0: it has hung up itself
   */
  record LegEnded(ConnId connId, VoiceLeg leg, int status) implements Change {}

  /** A call began: who calls dials, who is called is to be reached. */
  record Dialed(@Nullable Origin origin, ConnId connId, VoiceCall call) implements Change {}

  /** The endpoint of a party rings. */
  record Alerted(ConnId connId, Dn party) implements Change {}

  /**
   * A party answered. Who called it is connected as well, if it was not before.
   *
   * @param by who answered
   */
  record Established(@Nullable Origin origin, ConnId connId, Dn by) implements Change {}

  /**
   * A party put the call on hold.
   *
   * @param music what the others hear meanwhile, by DN; who is not in it hears nothing
   */
  record Held(@Nullable Origin origin, ConnId connId, Dn by, Map<Dn, String> music)
      implements Change {
    public Held {
      music = Map.copyOf(music);
    }
  }

  record Retrieved(@Nullable Origin origin, ConnId connId, Dn by) implements Change {}

  /** A DN is to be reached, to join a call that runs (TSingleStepConference). */
  record PartyInvited(@Nullable Origin origin, ConnId connId, Dn by, Party party, Ringing ringing)
      implements Change {}

  /** Somebody who was invited did not come; the others talk on. */
  record InvitationFailed(ConnId connId, Dn party, CallState cause) implements Change {}

  /** A ringing call goes to another DN (TRedirectCall). */
  record Redirected(Origin origin, ConnId connId, Dn by, Party to, Ringing ringing)
      implements Change {}

  /**
   * The consult call is over and its other party is one of this call now.
   *
   * @param joined the party, as it is from now on
   */
  record Conferenced(@Nullable Origin origin, ConnId connId, ConnId consult, Dn by, Party joined)
      implements Change {}

  /**
   * As above, and {@code by} has left both; the party may still ring.
   *
   * @param consult null: without a consult call (TSingleStepTransfer)
   * @param joined the party, as it is from now on
   * @param ringing null: it has answered
   */
  record Transferred(
      @Nullable Origin origin,
      ConnId connId,
      @Nullable ConnId consult,
      Dn by,
      Party joined,
      @Nullable Ringing ringing)
      implements Change {}

  /**
   * A party left a call that goes on.
   *
   * @param by who had it leave; null: nobody else
   */
  record PartyReleased(@Nullable Origin origin, ConnId connId, Dn party, @Nullable Dn by)
      implements Change {}

  /**
   * The call is over for all its parties.
   *
   * @param by whose doing it was; null: nobody's
   * @param cause Ok where it had been answered; otherwise what came in between
   */
  record CallReleased(@Nullable Origin origin, ConnId connId, @Nullable Dn by, CallState cause)
      implements Change {}

  /** A party is to be listen disconnected; its mixer has not done it yet. */
  record ListenDisconnectAsked(
      Origin origin, ConnId connId, Dn by, Dn party, String music, Instant until)
      implements Change {}

  /** The mixer did not do it in time; nothing has changed. */
  record ListenDisconnectFailed(Origin origin, ConnId connId, Dn by, Dn party, Refusal refusal)
      implements Change {}

  /** The party hears music only, and nobody hears it (seed 002). */
  record ListenDisconnected(Origin origin, ConnId connId, Dn by, Dn party) implements Change {}

  /**
   * It takes part again.
   *
   * @param by null: for want of others, and not because somebody asked
   */
  record ListenReconnected(@Nullable Origin origin, ConnId connId, @Nullable Dn by, Dn party)
      implements Change {}

  /**
   * @param by null: as above
   */
  record MuteChanged(
      @Nullable Origin origin, ConnId connId, @Nullable Dn by, Dn party, boolean muted)
      implements Change {}

  /** The attached data changed; {@code userData} is all of it. */
  record UserDataChanged(Origin origin, ConnId connId, Dn by, KvList userData) implements Change {}

  /** That media-server mixes the room of the call from now on; no leg has a seat there yet. */
  record RoomTaken(ConnId connId, String instance) implements Change {}

  /** The last call is over: the interaction is gone. */
  record Forgotten(ConnId connId) implements Change {}

  /**
   * The endpoint is to be told to answer (AnswerCall). The client is answered by what comes of it:
   * {@link Established}, the end of the call, or {@link Refused}.
   */
  record AnswerAsked(Origin origin, ConnId connId, Dn by) implements Change {}

  /** The endpoint cannot be told to answer: the client gets this, and may ask again. */
  record AnswerFailed(Origin origin, ConnId connId, Dn by, Refusal refusal) implements Change {}

  /**
   * A party pressed keys: the others are to hear them, by their seat or by INFO.
   *
   * @param digits of {@code 0123456789*#ABCD}
   */
  record KeysSent(@Nullable Origin origin, ConnId connId, Dn by, String digits)
      implements VoiceEvent {}

  /**
   * Nothing has come from the endpoint of a leg for long: whoever has its dialog asks it whether it
   * is still there.
   *
   * @param leg of a party of the call that has answered
   */
  record LegSilent(ConnId connId, String leg) implements VoiceEvent {}

  /** An endpoint's call was refused: with that SIP status. */
  record ArrivalRefused(ConnId connId, String leg, int status, String reason)
      implements VoiceEvent {}

  /** Nothing came of a request, or what it asked for was so already. */
  record Acknowledged(Origin origin, ConnId connId, Dn by) implements VoiceEvent {}

  /** A request changed nothing. */
  record Refused(Origin origin, ConnId connId, Dn by, Refusal refusal) implements VoiceEvent {}
}
