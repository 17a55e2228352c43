package org.parley.tlibgateway.request;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.config.SipServerOptions;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;
import org.parley.tlibgateway.site.Site;
import org.parley.tlibgateway.translation.VoiceKeys;

/** Voice calls: commands to conference-service (t-library.md 3.2, 7). */
public final class VoiceRequests {
  private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,32}");

  private final ConfigView config;
  private final Site site;
  private final CallIds connIds;

  public VoiceRequests(ConfigView config, Site site, InstantSource clock, RandomGenerator random) {
    this.config = config;
    this.site = site;
    this.connIds = new CallIds(config, site, clock, random);
  }

  /** Whether the ConnID is one of a voice call of this site. */
  boolean isVoice(ConnId connId) {
    return connIds.isVoice(connId);
  }

  Reaction make(TlibRequest.MakeCall r, Caller caller) {
    MediaType medium = r.mediaType();
    if (medium != null && medium != MediaType.VOICE && medium != MediaType.VO_IP) {
      return Reaction.refuse(
          TlibError.UNSUP_OPER,
          "calls are made of voice or chat, not " + medium.wireName(),
          r.thisDN());
    }
    return elsewhere(r.location(), r.thisDN()).orElseGet(() -> makeHere(r, caller));
  }

  private Reaction makeHere(TlibRequest.MakeCall r, Caller caller) {
    return connIds
        .draw(ConnId.Medium.VOICE)
        .<Reaction>map(connId ->
            new Reaction.AskVoice(
                new VoiceCommand.MakeCall(
                    caller.origin(r.referenceId()),
                    connId,
                    r.thisDN(),
                    caller.person().userName(),
                    r.otherDN(),
                    Objects.requireNonNullElse(r.userData(), KvList.empty()))))
        .orElseGet(
            () -> Reaction.refuse(TlibError.NO_SWITCH, "the switch is not configured", r.thisDN()));
  }

  /** The same under another ConnID, for the case that the first one was taken. */
  VoiceCommand.FromClient redrawn(VoiceCommand.FromClient command) {
    return switch (command) {
      case VoiceCommand.MakeCall c ->
          new VoiceCommand.MakeCall(
              c.origin(),
              connIds.draw(ConnId.Medium.VOICE).orElse(c.connId()),
              c.by(),
              c.byName(),
              c.to(),
              c.userData());
      case VoiceCommand.Consult c ->
          new VoiceCommand.Consult(
              c.origin(),
              c.connId(),
              c.by(),
              c.byName(),
              connIds.freeConsult(c.connId()).orElse(c.consult()),
              c.to(),
              c.purpose(),
              c.userData(),
              c.music());
      default -> command;
    };
  }

  Reaction answer(TlibRequest.AnswerCall r, Caller caller) {
    return ask(new VoiceCommand.AnswerCall(caller.origin(r.referenceId()), r.connId(), r.thisDN()));
  }

  Reaction release(TlibRequest.ReleaseCall r, Caller caller) {
    return ask(
        new VoiceCommand.ReleaseCall(caller.origin(r.referenceId()), r.connId(), r.thisDN()));
  }

  Reaction putUserData(int referenceId, Dn dn, ConnId connId, KvList data, Caller caller) {
    return ask(new VoiceCommand.PutUserData(caller.origin(referenceId), connId, dn, data));
  }

  Reaction removeUserData(
      int referenceId, Dn dn, ConnId connId, @Nullable String key, Caller caller) {
    return ask(new VoiceCommand.RemoveUserData(caller.origin(referenceId), connId, dn, key));
  }

  /** A private service: {@code party} is muted, or heard again. */
  Reaction mute(TlibRequest.PrivateService r, boolean muted, Caller caller) {
    Dn dn = r.thisDN();
    ConnId connId = r.connId();
    Dn party = r.otherDN();
    if (connId == null || party == null) {
      return Reaction.refuse(
          TlibError.INVALID_ATTR,
          "private service " + r.privateMsgId() + " needs connId and otherDN",
          dn);
    }
    return isVoice(connId)
        ? ask(
            new VoiceCommand.MuteParty(
                caller.origin(r.referenceId()), connId, dn, party.number(), muted))
        : MessageRequests.noSuchCall(connId, dn);
  }

  Reaction react(VoiceRequest request, Caller caller) {
    ConnId connId = request.connId();
    Dn dn = request.thisDN();
    if (!isVoice(connId)) {
      return connIds.isIm(connId)
          ? Reaction.refuse(
              TlibError.UNSUP_OPER, request.type().wireName() + " is for voice calls", dn)
          : MessageRequests.noSuchCall(connId, dn);
    }
    Origin origin = caller.origin(request.referenceId());
    return switch (request) {
      case VoiceRequest.ClearCall _ -> ask(new VoiceCommand.ClearCall(origin, connId, dn));
      case VoiceRequest.HoldCall r ->
          withMusic(
              r.extensions(),
              dn,
              music -> ask(new VoiceCommand.HoldCall(origin, connId, dn, music)));
      case VoiceRequest.RetrieveCall _ -> ask(new VoiceCommand.RetrieveCall(origin, connId, dn));
      case VoiceRequest.RedirectCall r ->
          ask(new VoiceCommand.RedirectCall(origin, connId, dn, r.otherDN()));
      case VoiceRequest.InitiateConference r ->
          elsewhere(r.location(), dn)
              .orElseGet(() ->
                  consult(
                      r, r.otherDN(), r.userData(), r.extensions(), Purpose.CONFERENCE, caller));
      case VoiceRequest.InitiateTransfer r ->
          elsewhere(r.location(), dn)
              .orElseGet(() ->
                  consult(r, r.otherDN(), r.userData(), r.extensions(), Purpose.TRANSFER, caller));
      case VoiceRequest.MuteTransfer r ->
          elsewhere(r.location(), dn)
              .orElseGet(() ->
                  consult(
                      r, r.otherDN(), r.userData(), r.extensions(), Purpose.MUTE_TRANSFER, caller));
      case VoiceRequest.CompleteConference r ->
          ask(new VoiceCommand.CompleteConference(origin, connId, dn, r.conferenceConnId()));
      case VoiceRequest.CompleteTransfer r ->
          ask(new VoiceCommand.CompleteTransfer(origin, connId, dn, r.transferConnId()));
      case VoiceRequest.MergeCalls r ->
          ask(
              switch (r.mergeType()) {
                case CONFERENCE ->
                    new VoiceCommand.CompleteConference(origin, connId, dn, r.transferConnId());
                case TRANSFER ->
                    new VoiceCommand.CompleteTransfer(origin, connId, dn, r.transferConnId());
              });
      case VoiceRequest.AlternateCall r ->
          withMusic(
              r.extensions(),
              dn,
              music ->
                  ask(
                      new VoiceCommand.AlternateCall(
                          origin, connId, dn, r.transferConnId(), music)));
      case VoiceRequest.ReconnectCall r ->
          ask(new VoiceCommand.ReconnectCall(origin, connId, dn, r.transferConnId()));
      case VoiceRequest.SingleStepConference r ->
          elsewhere(r.location(), dn)
              .orElseGet(() ->
                  ask(new VoiceCommand.SingleStepConference(origin, connId, dn, r.otherDN())));
      case VoiceRequest.SingleStepTransfer r ->
          elsewhere(r.location(), dn)
              .orElseGet(
                  () -> ask(new VoiceCommand.SingleStepTransfer(origin, connId, dn, r.otherDN())));
      case VoiceRequest.DeleteFromConference r ->
          ask(new VoiceCommand.DeleteFromConference(origin, connId, dn, r.otherDN().number()));
      case VoiceRequest.ListenDisconnect r ->
          withMusic(
              r.extensions(),
              dn,
              music ->
                  ask(
                      new VoiceCommand.ListenDisconnect(
                          origin, connId, dn, r.otherDN().number(), music)));
      case VoiceRequest.ListenReconnect r ->
          ask(new VoiceCommand.ListenReconnect(origin, connId, dn, r.otherDN().number()));
      case VoiceRequest.SetMuteOn _ ->
          ask(new VoiceCommand.MuteParty(origin, connId, dn, ownAlias(connId, dn), true));
      case VoiceRequest.SetMuteOff _ ->
          ask(new VoiceCommand.MuteParty(origin, connId, dn, ownAlias(connId, dn), false));
      case VoiceRequest.SendDTMF r ->
          KEYS.matcher(r.dtmfDigits()).matches()
              ? ask(new VoiceCommand.SendDtmf(origin, connId, dn, r.dtmfDigits()))
              : Reaction.refuse(
                  TlibError.INVALID_ATTR, "dtmfDigits is 1 to 32 of 0123456789*#ABCD", dn);
    };
  }

  private static Reaction ask(VoiceCommand.FromClient command) {
    return new Reaction.AskVoice(command);
  }

  private Reaction consult(
      VoiceRequest r,
      Dn to,
      @Nullable KvList userData,
      @Nullable KvList extensions,
      Purpose purpose,
      Caller caller) {
    Optional<ConnId> consult = connIds.freeConsult(r.connId());
    if (consult.isEmpty()) {
      return Reaction.refuse(
          TlibError.TOO_MANY_REQ,
          "the interaction has " + ConnId.MAX_LEG + " consult calls already",
          r.thisDN());
    }
    return withMusic(
        extensions,
        r.thisDN(),
        music ->
            ask(
                new VoiceCommand.Consult(
                    caller.origin(r.referenceId()),
                    r.connId(),
                    r.thisDN(),
                    caller.person().userName(),
                    consult.get(),
                    to,
                    purpose,
                    userData,
                    music)));
  }

  /**
   * With what somebody is to hear, by the extension {@code music} (t-library.md 7.5), which is a
   * path under the media root.
   */
  private static Reaction withMusic(
      @Nullable KvList extensions, Dn dn, Function<@Nullable String, Reaction> reaction) {
    String music =
        Objects.requireNonNullElse(extensions, KvList.empty()).text(VoiceKeys.MUSIC).orElse(null);
    return music == null || SipServerOptions.MUSIC_LISTEN_DISCONNECT.accepts(music)
        ? reaction.apply(music)
        : Reaction.refuse(
            TlibError.INVALID_ATTR,
            "extension "
                + VoiceKeys.MUSIC
                + " is "
                + SipServerOptions.MUSIC_LISTEN_DISCONNECT.type().validValues(),
            dn);
  }

  private String ownAlias(ConnId connId, Dn dn) {
    return site.voiceCall(connId)
        .flatMap(call -> call.call().party(dn).map(call::aliasOf))
        .orElse(dn.number());
  }

  private Optional<Reaction> elsewhere(@Nullable String location, Dn dn) {
    return Elsewhere.refused(location, config.site(), dn);
  }
}
