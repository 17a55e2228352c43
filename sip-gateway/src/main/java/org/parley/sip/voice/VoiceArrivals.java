package org.parley.sip.voice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sip.auth.Identities;
import org.parley.sip.auth.Verdict;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.line.Addresses;
import org.parley.sip.line.Timing;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipUri;
import org.parley.sip.signalling.Received;
import org.parley.tlib.Dn;

/** Who may call by SIP: INVITE outside a dialog. Whom they may call is decided elsewhere. */
final class VoiceArrivals {
  static final int MAX_CONNECTIONS = 50_000;

  private final VoiceWorkspace work;

  VoiceArrivals(VoiceWorkspace work) {
    this.work = work;
  }

  void invite(Received received) {
    SipRequest request = received.request();
    if (work.connections().size() >= MAX_CONNECTIONS) {
      received.answer(Answer.of(503, "Too Many Calls").with("Retry-After", "10"));
      return;
    }
    switch (work.ports().authentication().check(request)) {
      case Verdict.Challenge(Answer answer) -> received.answer(answer);
      case Verdict.Refused(Answer answer) -> received.answer(answer);
      case Verdict.Endpoint(Dn dn) -> arrived(received, dn, dn.number(), null);
      case Verdict.Customer(Dn trunk, Dn customer) ->
          arrived(received, customer, Addresses.name(request.from(), customer), trunk);
    }
  }

  private void arrived(Received received, Dn by, String byName, @Nullable Dn trunk) {
    SipRequest request = received.request();
    Optional<Dn> to = SipUri.parse(request.requestUri()).flatMap(Identities::dn);
    if (to.isEmpty()) {
      received.answer(
          request.requestUri().regionMatches(true, 0, "sip", 0, 3)
              ? Answer.of(404, "Not Found")
              : Answer.of(416, "Unsupported URI Scheme"));
      return;
    }
    switch (Timing.of(request.headers(), work.ports().sessionExpires())) {
      case Timing.Refused(Answer answer) -> received.answer(answer);
      case Timing.Agreed timing -> offered(received, by, byName, trunk, to.get(), timing);
    }
  }

  private void offered(
      Received received, Dn by, String byName, @Nullable Dn trunk, Dn to, Timing.Agreed timing) {
    SipRequest request = received.request();
    AudioSession audio = AudioSession.begun(work.ports());
    AudioSession.@Nullable Read said =
        request.body().isEmpty() ? null : audio.offer(request.body(), request.source(), null);
    switch (said) {
      case AudioSession.Read.Refused(Answer answer) -> received.answer(answer);
      case AudioSession.Read.Far far ->
          begin(received, by, trunk, audio, new Incoming.Wish(to, byName, far, timing));
      case null -> begin(received, by, trunk, audio, new Incoming.Wish(to, byName, null, timing));
    }
  }

  private void begin(
      Received received, Dn by, @Nullable Dn trunk, AudioSession audio, Incoming.Wish wish) {
    Dialog dialog = Dialog.asServer(received.request(), work.ports().tokens().get());
    var head = new VoiceHead(leg(dialog), work.ports().connIds().get(), by, trunk);
    new Incoming(work, head, received, work.line(head, dialog), audio, wish).begin();
  }

  /** Unique for ever, as our tag is. */
  private static String leg(Dialog dialog) {
    String name =
        String.join(
            "\n",
            dialog.callId(),
            dialog.localTag(),
            Objects.requireNonNullElse(dialog.remote().tag(), ""));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return "sip-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
