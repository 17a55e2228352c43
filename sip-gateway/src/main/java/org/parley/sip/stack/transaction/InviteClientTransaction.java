package org.parley.sip.stack.transaction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.Signalling;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.wire.RequestText;

/**
 * An INVITE (RFC 3261 section 17.1.1, with the state that RFC 6026 adds):
 *
 * <pre>
 * calling --1xx--> proceeding     over UDP repeated T1, 2*T1, ... until then
 * calling --64*T1--> 408 made up, gone
 * calling, proceeding --2xx--> accepted --64*T1--> gone      each further 2xx: onStraySuccess
 * calling, proceeding --3xx-6xx--> refused --Timer D--> gone  ACK for it and each repeat of it
 * proceeding, cancelled --64*T1--> 487 made up, gone
 * </pre>
 */
final class InviteClientTransaction extends ClientTransaction {
  private boolean cancelWanted;
  private boolean cancelSent;
  private @Nullable String cancelReason;
  private boolean accepted;
  private @Nullable NameAddr refusedBy;

  InviteClientTransaction(
      ClientTransactions all,
      OutgoingRequest request,
      RequestText text,
      Signalling.Answers answers) {
    super(all, request, text, answers);
  }

  @Override
  Duration nextPause(Duration pause) {
    return pause.multipliedBy(2);
  }

  @Override
  void on(SipResponse response) {
    if (isDone()) {
      onLate(response);
      return;
    }
    super.on(response);
  }

  private void onLate(SipResponse response) {
    if (accepted && response.isSuccess()) {
      around().requests().onStraySuccess(response);
    } else if (refusedBy != null && response.code() >= 300) {
      around().meters().repeated(Meters.Direction.IN);
      sendAlong(hopByHop("ACK", refusedBy, HeaderFields.none()));
    }
  }

  @Override
  void onProvisional() {
    stopRepeats();
    if (!cancelSent) {
      stopPatience();
    }
    if (cancelWanted) {
      sendCancel();
    }
  }

  @Override
  void onFinal(SipResponse response) {
    accepted = response.isSuccess();
    if (accepted) {
      lingerFor(around().values().limit());
      return;
    }
    refusedBy = response.to();
    sendAlong(hopByHop("ACK", response.to(), HeaderFields.none()));
    lingerFor(isReliable() ? Duration.ZERO : around().values().limit());
  }

  @Override
  public void cancel(@Nullable String reason) {
    if (isDone() || cancelWanted) {
      return;
    }
    cancelWanted = true;
    cancelReason = reason;
    if (isProceeding()) {
      sendCancel();
    }
  }

  private void sendCancel() {
    if (cancelSent) {
      return;
    }
    cancelSent = true;
    HeaderFields headers =
        cancelReason == null ? HeaderFields.none() : HeaderFields.of("Reason", cancelReason);
    new Cancel(this, hopByHop("CANCEL", request().to(), headers)).begin();
    around().timers().after(around().values().limit(), () -> fail(487, "Request Terminated"));
  }

  /** The CANCEL: repeated over UDP until it is answered, and nobody asks how. */
  private static final class Cancel extends ClientTransaction {
    private final InviteClientTransaction invite;
    private final byte[] bytes;

    private Cancel(InviteClientTransaction invite, byte[] bytes) {
      super(invite.all(), invite.request(), RequestText.of(invite.request()), _ -> {});
      this.invite = invite;
      this.bytes = bytes;
    }

    @Override
    String key() {
      return ClientTransactions.key(invite.branch(), "CANCEL");
    }

    private void begin() {
      all().keep(this);
      invite.sendAlong(bytes);
      if (!invite.isReliable()) {
        repeat(around().values().t1());
      }
      around().timers().after(around().values().limit(), () -> fail(408, "Request Timeout"));
    }

    private void repeat(Duration pause) {
      around()
          .timers()
          .after(
              pause,
              () -> {
                if (!isDone() && !isProceeding()) {
                  around().meters().repeated(Meters.Direction.OUT);
                  invite.sendAlong(bytes);
                  repeat(around().values().doubled(pause));
                }
              });
    }
  }
}
