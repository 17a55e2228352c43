package org.parley.contracts.voice;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** What can be asked of a voice call. Keyed by the interaction of {@link #connId()}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface VoiceCommand {
  ConnId connId();

  /** Asked by a client for a DN that it has registered (t-library.md 3.2). */
  sealed interface FromClient extends VoiceCommand {
    Origin origin();

    /** The DN in whose name the client asks. */
    Dn by();
  }

  /**
   * TMakeCall: the endpoint of {@code by} is called first, then that of {@code to}.
   *
   * @param byName login name of the agent, or the number
   */
  record MakeCall(Origin origin, ConnId connId, Dn by, String byName, Dn to, KvList userData)
      implements FromClient {}

  /** TAnswerCall, for an endpoint that can be told to. */
  record AnswerCall(Origin origin, ConnId connId, Dn by) implements FromClient {}

  /** TReleaseCall: reject, cancel, or leave. */
  record ReleaseCall(Origin origin, ConnId connId, Dn by) implements FromClient {}

  /** TClearCall: all parties are released. */
  record ClearCall(Origin origin, ConnId connId, Dn by) implements FromClient {}

  /**
   * THoldCall.
   *
   * @param music what the others hear meanwhile, a path under the media root; null: as the options
   *     say
   */
  record HoldCall(Origin origin, ConnId connId, Dn by, @Nullable String music)
      implements FromClient {}

  record RetrieveCall(Origin origin, ConnId connId, Dn by) implements FromClient {}

  /** TRedirectCall: a ringing call goes to another DN. */
  record RedirectCall(Origin origin, ConnId connId, Dn by, Dn to) implements FromClient {}

  /**
   * TInitiateConference, TInitiateTransfer, TMuteTransfer: the call is put on hold, and {@code to}
   * is called.
   *
   * @param consult the ConnID of the new call, of the same interaction
   * @param music what those hear who are put on hold; null: as the options say
   */
  record Consult(
      Origin origin,
      ConnId connId,
      Dn by,
      String byName,
      ConnId consult,
      Dn to,
      Purpose purpose,
      @Nullable KvList userData,
      @Nullable String music)
      implements FromClient {}

  /** What a consult call is made for; either can be completed either way. */
  enum Purpose {
    CONFERENCE,
    TRANSFER,
    /** Completed by itself as soon as it rings. */
    MUTE_TRANSFER
  }

  /** TCompleteConference: the parties of {@code consult} join {@code connId}. */
  record CompleteConference(Origin origin, ConnId connId, Dn by, ConnId consult)
      implements FromClient {}

  /** TCompleteTransfer: as above, and {@code by} leaves. */
  record CompleteTransfer(Origin origin, ConnId connId, Dn by, ConnId consult)
      implements FromClient {}

  /**
   * TAlternateCall: what was held is heard, what was heard is held.
   *
   * @param music what those hear who are put on hold; null: as the options say
   */
  record AlternateCall(Origin origin, ConnId connId, Dn by, ConnId current, @Nullable String music)
      implements FromClient {}

  /** TReconnectCall: {@code current} is released, and the held call retrieved. */
  record ReconnectCall(Origin origin, ConnId connId, Dn by, ConnId current) implements FromClient {}

  /** TSingleStepConference. */
  record SingleStepConference(Origin origin, ConnId connId, Dn by, Dn to) implements FromClient {}

  /** TSingleStepTransfer. */
  record SingleStepTransfer(Origin origin, ConnId connId, Dn by, Dn to) implements FromClient {}

  /**
   * TDeleteFromConference.
   *
   * @param party as the LCTParty event names it
   */
  record DeleteFromConference(Origin origin, ConnId connId, Dn by, String party)
      implements FromClient {}

  /**
   * TListenDisconnect (seed 002).
   *
   * @param party as the LCTParty event names it
   * @param music a path under the media root; null: as {@code music-listen-disconnect} says
   */
  record ListenDisconnect(Origin origin, ConnId connId, Dn by, String party, @Nullable String music)
      implements FromClient {}

  /** TListenReconnect (seed 002). */
  record ListenReconnect(Origin origin, ConnId connId, Dn by, String party) implements FromClient {}

  /** Mute or unmute a party (TPrivateService). */
  record MuteParty(Origin origin, ConnId connId, Dn by, String party, boolean muted)
      implements FromClient {}

  /** Add pairs, or replace them by key (TAttachUserData, TUpdateUserData). */
  record PutUserData(Origin origin, ConnId connId, Dn by, KvList userData) implements FromClient {}

  /**
   * @param key null: all of it
   */
  record RemoveUserData(Origin origin, ConnId connId, Dn by, @Nullable String key)
      implements FromClient {}

  /** TSendDTMF. */
  record SendDtmf(Origin origin, ConnId connId, Dn by, String digits) implements FromClient {}

  /** Told by the gateway that has the leg of a party. */
  sealed interface FromEndpoint extends VoiceCommand {
    /** Of the leg. */
    String leg();
  }

  /**
   * An endpoint or a customer calls.
   *
   * @param by who calls
   * @param trunk through which a customer comes; null: an endpoint of this switch
   */
  record Arrive(
      ConnId connId,
      String leg,
      Dn by,
      String byName,
      @Nullable Dn trunk,
      Dn to,
      AudioDescription far,
      Set<String> hosts)
      implements FromEndpoint {
    public Arrive {
      hosts = Set.copyOf(hosts);
    }
  }

  /** The endpoint rings. */
  record Ring(ConnId connId, String leg) implements FromEndpoint {}

  /** The endpoint takes the call. */
  record Answer(ConnId connId, String leg) implements FromEndpoint {}

  /**
   * What the endpoint says of its audio: early, in its answer, or later in the call.
   *
   * @param told what it was told and agreed to by that; null: that there is nobody. Of an offer,
   *     what it was told before
   * @param offer whether the endpoint began: then a direction other than both ways is a hold, and
   *     both ways is its end
   */
  record Describe(
      ConnId connId,
      String leg,
      AudioDescription far,
      Set<String> hosts,
      @Nullable AudioDescription told,
      boolean offer)
      implements FromEndpoint {
    public Describe {
      hosts = Set.copyOf(hosts);
    }
  }

  /** The endpoint refuses, does not answer, or cannot be reached: as a SIP status. */
  record Fail(ConnId connId, String leg, int status) implements FromEndpoint {}

  /** The endpoint hangs up, or is gone. */
  record HangUp(ConnId connId, String leg) implements FromEndpoint {}

  /**
   * The endpoint sent keys by INFO.
   *
   * @param digits of {@code 0123456789*#ABCD}
   */
  record PressKeys(ConnId connId, String leg, String digits) implements FromEndpoint {}

  /** The endpoint cannot be told to answer. */
  record RefuseAnswer(ConnId connId, String leg, Origin origin) implements FromEndpoint {}

  /** Told by a media-server. */
  sealed interface FromMediaServer extends VoiceCommand {
    /** Its name. */
    String instance();
  }

  /**
   * It takes the room of a call, because nobody has it, or because whoever has it is gone.
   *
   * @param insteadOf who has it as far as is known; null: nobody
   */
  record TakeRoom(ConnId connId, String instance, @Nullable String insteadOf)
      implements FromMediaServer {}

  /** It has opened ports for a leg. */
  record OfferSeat(ConnId connId, String instance, String leg, AudioDescription here)
      implements FromMediaServer {}

  /** The leg hears music only, and nobody hears it. */
  record ConfirmApart(ConnId connId, String instance, String leg) implements FromMediaServer {}

  /** Something about a seat is not as it should be. */
  record Complain(ConnId connId, String instance, String leg, Trouble trouble)
      implements FromMediaServer {}

  /** What may be wrong with a seat. */
  enum Trouble {
    /** There are no free ports: it gets none. */
    NO_PORTS,
    /** It takes none of our codecs: it gets no ports. */
    NO_CODEC,
    /** There is no such music: it hears silence. */
    NO_MUSIC,
    /** Nothing has come from it for long. */
    SILENT
  }

  /** The time to answer is over; from a timer. */
  record ExpireRinging(ConnId connId, Dn party) implements VoiceCommand {}

  /** The mixer has not done in time what was asked; from a timer. */
  record ExpireApart(ConnId connId, Dn party) implements VoiceCommand {}
}
