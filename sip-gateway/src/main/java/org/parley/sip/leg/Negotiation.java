package org.parley.sip.leg;

import java.util.Optional;
import org.parley.sip.content.Contents;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Line;
import org.parley.sip.line.Timing;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipRequest;
import org.parley.sip.sdp.Description;
import org.parley.sip.sdp.ImSdp;

/** What to make of an INVITE or UPDATE of the far end, first or later. */
sealed interface Negotiation {

  /**
   * It can be taken.
   *
   * @param body our side of the session; none where it was not asked for
   * @param delayed whether {@code body} is our offer and the answer comes with the ACK
   * @param headers that the 2xx needs
   * @param takesComposing whether the far end says that it understands typing notices
   */
  record Fine(
      Body body,
      boolean delayed,
      Optional<SessionTimer> timer,
      HeaderFields headers,
      boolean takesComposing)
      implements Negotiation {

    /** The 2xx. */
    Answer answer() {
      return new Answer(200, "OK", null, headers, body);
    }
  }

  record Refuse(Answer answer) implements Negotiation {}

  /**
   * @param session of our session description, the same for the life of a dialog
   * @param version of it
   */
  static Negotiation of(SipRequest request, Ports ports, long session, long version) {
    return switch (Timing.of(request.headers(), ports.policies().sessionExpires())) {
      case Timing.Refused(Answer answer) -> new Refuse(answer);
      case Timing.Agreed timer -> described(request, ports, session, version, timer);
    };
  }

  private static Negotiation described(
      SipRequest request, Ports ports, long session, long version, Timing.Agreed timer) {
    String host = ports.signalling().host();
    HeaderFields headers = timer.headers().with("Supported", "timer").with("Allow", Line.ALLOW);
    if (request.body().isEmpty()) {
      boolean wantsOffer = request.method().equals("INVITE");
      Body offer =
          wantsOffer ? Body.of(ImSdp.MEDIA_TYPE, ImSdp.offer(session, version, host)) : Body.none();
      return new Fine(offer, wantsOffer, timer.timer(), headers, false);
    }
    if (!request.body().mediaType().equals(ImSdp.MEDIA_TYPE)) {
      return new Refuse(Answer.of(415, "Unsupported Media Type").with("Accept", ImSdp.MEDIA_TYPE));
    }
    return switch (ImSdp.read(request.body().bytes())) {
      case Description.Im im ->
          new Fine(
              Body.of(ImSdp.MEDIA_TYPE, ImSdp.answer(im, session, version, host)),
              false,
              timer.timer(),
              headers,
              im.accepts(Contents.COMPOSING));
      case Description.NotIm(int warning, String why) ->
          new Refuse(
              Answer.of(488, "Not Acceptable Here")
                  .with("Warning", warning + " parley \"" + why + "\""));
      case Description.Malformed(String why) -> new Refuse(Answer.of(400, "Bad SDP: " + why));
    };
  }

  /** Whether the far end takes a method, as far as it says. */
  static boolean allows(HeaderFields headers, String method) {
    return SessionTimer.lists(headers, "Allow", method);
  }
}
