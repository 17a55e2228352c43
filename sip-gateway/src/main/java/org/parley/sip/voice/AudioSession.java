package org.parley.sip.voice;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.sip.SipLeg.DialogState;
import org.parley.contracts.sip.SipLeg.Voice;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.sdp.AudioReading;
import org.parley.sip.sdp.AudioSdp;

/**
 * Our side of a dialog's session description: one session for the life of the dialog, whose version
 * grows when what it says changes and whose media lines are never fewer (RFC 3264 section 8),
 * whoever of the two offers.
 */
final class AudioSession {

  /** What an endpoint says, or the answer that it gets for it. */
  sealed interface Read {
    /**
     * @param hosts from which its packets may come
     */
    record Far(AudioDescription description, Set<String> hosts) implements Read {}

    record Refused(Answer answer) implements Read {}
  }

  private final String host;
  private final long session;
  private long version;
  private List<String> media;
  private @Nullable AudioDescription written;

  private AudioSession(String host, long session, long version, List<String> media) {
    this.host = host;
    this.session = session;
    this.version = version;
    this.media = media;
  }

  static AudioSession begun(VoicePorts ports) {
    return new AudioSession(
        ports.host(), ports.clock().instant().toEpochMilli(), 0, List.of(AudioSdp.OURS));
  }

  /** As it was kept. */
  static AudioSession kept(VoicePorts ports, DialogState dialog, Voice voice) {
    return new AudioSession(
        ports.host(), dialog.sdpSession(), Dialog.restoredSdpVersion(dialog), voice.media());
  }

  long session() {
    return session;
  }

  long version() {
    return version;
  }

  List<String> media() {
    return media;
  }

  /** Nobody, as it is said in an answer. */
  AudioDescription nobody() {
    return AudioSdp.nobody(host);
  }

  /**
   * What is said in answer to an offer.
   *
   * @param there null: nobody
   */
  AudioDescription answering(@Nullable AudioDescription there, Read.Far offer) {
    return AudioSdp.answer(there == null ? AudioSdp.nobody(host) : there, offer.description());
  }

  /**
   * An offer, or an answer that has been made to go with its offer.
   *
   * @param there null: nobody, in an offer
   */
  Body saying(@Nullable AudioDescription there) {
    AudioDescription said = there == null ? AudioSdp.blackHole(host) : there;
    if (!said.equals(written)) {
      version++;
      written = said;
    }
    return Body.of(AudioSdp.MEDIA_TYPE, AudioSdp.write(session, version, host, media, said));
  }

  /**
   * Reads an offer of the endpoint; what we say from now on goes with its media lines.
   *
   * @param before what it said last, which an address that is none is read as; null: nothing
   */
  Read offer(Body body, Flow source, @Nullable AudioDescription before) {
    return read(body, source, before, true);
  }

  /** Reads its answer to an offer of ours, which names a codec of it (RFC 3264 section 6.1). */
  Read answer(Body body, Flow source, @Nullable AudioDescription before) {
    Read said = read(body, source, before, false);
    return said instanceof Read.Far far
            && written != null
            && !written.hasAudioInCommonWith(far.description())
        ? notAcceptable(305, "No codec of the offer")
        : said;
  }

  private Read read(Body body, Flow source, @Nullable AudioDescription before, boolean isOffer) {
    if (!body.mediaType().equals(AudioSdp.MEDIA_TYPE)) {
      return new Read.Refused(
          Answer.of(415, "Unsupported Media Type").with("Accept", AudioSdp.MEDIA_TYPE));
    }
    return switch (AudioSdp.read(body.bytes())) {
      case AudioReading.Malformed(String why) ->
          new Read.Refused(Answer.of(400, "Bad SDP: " + why));
      case AudioReading.Unusable(int warning, String why) -> notAcceptable(warning, why);
      case AudioReading.Audio audio -> {
        media = isOffer ? audio.media() : media;
        AudioDescription far = reachable(audio, before);
        yield new Read.Far(far, Set.copyOf(List.of(far.host(), source.host())));
      }
    };
  }

  private static Read.Refused notAcceptable(int warning, String why) {
    return new Read.Refused(
        Answer.of(488, "Not Acceptable Here").with("Warning", warning + " parley \"" + why + "\""));
  }

  private static AudioDescription reachable(
      AudioReading.Audio audio, @Nullable AudioDescription before) {
    AudioDescription said = audio.description();
    return audio.nowhere() && before != null
        ? new AudioDescription(before.host(), said.port(), said.formats(), said.direction())
        : said;
  }
}
