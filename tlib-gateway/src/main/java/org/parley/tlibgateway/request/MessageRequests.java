package org.parley.tlibgateway.request;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlibgateway.site.Site;
import org.parley.tlibgateway.translation.ImKeys;
import org.parley.tlibgateway.translation.ImMessages;
import org.parley.tlibgateway.translation.ImNumbers;
import org.parley.tlibgateway.translation.ImTranslation;
import org.parley.tlibgateway.translation.VoiceSettings;

/** Private services: instant messages (8001, 8005, 8006), and muting (8011, 8012; docs/tlib.md). */
public final class MessageRequests {
  private final ConfigView config;
  private final Site site;
  private final VoiceRequests voice;
  private final Supplier<ImNumbers> numbers;
  private final Supplier<VoiceSettings> voiceSettings;
  private final InstantSource clock;

  public MessageRequests(
      ConfigView config,
      Site site,
      VoiceRequests voice,
      Supplier<ImNumbers> numbers,
      Supplier<VoiceSettings> voiceSettings,
      InstantSource clock) {
    this.config = config;
    this.site = site;
    this.voice = voice;
    this.numbers = numbers;
    this.voiceSettings = voiceSettings;
    this.clock = clock;
  }

  Reaction privateService(TlibRequest.PrivateService request, Caller caller) {
    Dn dn = request.thisDN();
    int service = request.privateMsgId();
    VoiceSettings spoken = voiceSettings.get();
    if (service == spoken.mute() || service == spoken.unmute()) {
      return voice.mute(request, service == spoken.mute(), caller);
    }
    ImNumbers now = numbers.get();
    if (service != now.send() && service != now.getTranscript() && service != now.typing()) {
      return Reaction.refuse(TlibError.UNSUP_OPER, "there is no private service " + service, dn);
    }
    ConnId connId = request.connId();
    if (connId == null) {
      return Reaction.refuse(
          TlibError.INVALID_ATTR, "private service " + service + " needs connId", dn);
    }
    if (!isOurs(connId)) {
      return noSuchCall(connId, dn);
    }
    KvList extensions = Objects.requireNonNullElse(request.extensions(), KvList.empty());
    if (service == now.send()) {
      return say(request.referenceId(), dn, connId, extensions, caller);
    }
    return service == now.typing()
        ? typing(request.referenceId(), dn, connId, extensions, caller)
        : transcript(dn, connId, extensions, now);
  }

  private boolean isOurs(ConnId connId) {
    return config.ownSwitch().map(SwitchObject::siteNumber).filter(connId::isIm).isPresent();
  }

  private static Reaction say(
      int referenceId, Dn dn, ConnId connId, KvList extensions, Caller caller) {
    return switch (Drafts.read(extensions)) {
      case Drafts.Read(var draft) ->
          new Reaction.AskIm(
              new ImCommand.Say(
                  caller.origin(referenceId), connId, dn, caller.person().userName(), draft));
      case Drafts.Absent() ->
          Reaction.refuse(TlibError.INVALID_ATTR, "extension " + ImKeys.TEXT + " is missing", dn);
      case Drafts.Bad(var why) -> Reaction.refuse(TlibError.INVALID_ATTR, why, dn);
    };
  }

  private static Reaction typing(
      int referenceId, Dn dn, ConnId connId, KvList extensions, Caller caller) {
    String state = extensions.text(ImKeys.TYPING).orElse("");
    if (!state.equals(ImKeys.ACTIVE) && !state.equals(ImKeys.IDLE)) {
      return Reaction.refuse(
          TlibError.INVALID_ATTR,
          "extension " + ImKeys.TYPING + " is " + ImKeys.ACTIVE + " or " + ImKeys.IDLE,
          dn);
    }
    return new Reaction.AskIm(
        new ImCommand.Type(caller.origin(referenceId), connId, dn, state.equals(ImKeys.ACTIVE)));
  }

  /** From the projection: what it holds is in the log, so nothing has to be asked. */
  private Reaction transcript(Dn dn, ConnId connId, KvList extensions, ImNumbers now) {
    Optional<ImSession> session = site.session(connId).filter(s -> s.call().has(dn));
    if (session.isEmpty()) {
      return noSuchCall(connId, dn);
    }
    List<ImMessage> missed =
        session.get().transcript().after(extensions.integer(ImKeys.AFTER_SEQ).orElse(0));
    return new Reaction.Answer(
        ImTranslation.privateInfo(
            session.get().call(), dn, now.transcript(), ImMessages.page(missed), clock.instant()));
  }

  static Reaction noSuchCall(ConnId connId, Dn dn) {
    return Reaction.refuse(
        TlibError.INV_CONNID, "DN " + dn + " takes no part in call " + connId, dn);
  }
}
