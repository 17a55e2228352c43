package org.parley.sip.voice;

import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;

/**
 * The ACK for a 2xx of ours: with it the endpoint has taken what it was told, and not before there
 * is a BYE (RFC 3261 section 15).
 */
final class AwaitedAck {

  /**
   * The 2xx that has none yet.
   *
   * @param far null: it comes with the ACK
   */
  private record Answered(
      Received invite, AudioSession.Read.@Nullable Far far, @Nullable AudioDescription told) {}

  private final VoiceWorkspace work;
  private final AudioSession audio;
  private final Descriptions descriptions;
  private VoiceLeg leg;
  private @Nullable Answered answered;

  AwaitedAck(VoiceWorkspace work, AudioSession audio, Descriptions descriptions, VoiceLeg leg) {
    this.work = work;
    this.audio = audio;
    this.descriptions = descriptions;
    this.leg = leg;
  }

  /** Whether there is one to come. */
  boolean isOpen() {
    return answered != null;
  }

  /** Whether it will bring the answer to an offer of ours. */
  boolean bringsAnswer() {
    return answered != null && answered.far() == null;
  }

  /** The leg as it is now. */
  void look(VoiceLeg now) {
    leg = now;
  }

  /**
   * A 2xx to an INVITE is being sent.
   *
   * @param far what the endpoint offered; null: our offer is in the 2xx, its answer in the ACK
   * @param told what the endpoint is told by that
   * @param connection to be told of the ACK
   */
  void begin(
      Received invite,
      AudioSession.Read.@Nullable Far far,
      @Nullable AudioDescription told,
      Connection connection) {
    settle();
    answered = new Answered(invite, far, told);
    work.connections().await(invite, connection);
  }

  /** Whether that is it. */
  boolean isFor(SipRequest ack) {
    return answered != null && answered.invite().request().cseq() == ack.cseq();
  }

  /**
   * It has come.
   *
   * @return whether it makes sense: an offer of ours has an answer that we can use
   */
  boolean take(SipRequest ack) {
    Answered by = answered;
    settle();
    if (by == null) {
      return true;
    }
    AudioSession.Read read =
        by.far() == null ? audio.answer(ack.body(), ack.source(), leg.far()) : by.far();
    if (read instanceof AudioSession.Read.Far far) {
      descriptions.tell(far.description(), far.hosts(), by.told());
      return true;
    }
    return false;
  }

  /** Whether it was that one which will not come any more. */
  boolean isMissed(Received invite) {
    boolean missed = answered != null && answered.invite() == invite;
    if (missed) {
      settle();
    }
    return missed;
  }

  /** It is not waited for any more. */
  void settle() {
    if (answered != null) {
      work.connections().settled(answered.invite());
      answered = null;
    }
  }
}
