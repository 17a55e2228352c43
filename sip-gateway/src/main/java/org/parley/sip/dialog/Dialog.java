package org.parley.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipLeg.DialogState;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;

/**
 * A dialog (RFC 3261 section 12), immutable.
 *
 * @param local we, with our tag
 * @param remote the far end, with its tag if it has one (RFC 2543 had none)
 * @param remoteTarget where requests go
 * @param routeSet in the order of sending
 * @param localCseq of our last request
 * @param remoteCseq of its last request; {@link #UNKNOWN} before the first one
 * @param flow the hop to take, where it is known
 */
public record Dialog(
    String callId,
    NameAddr local,
    NameAddr remote,
    String remoteTarget,
    List<NameAddr> routeSet,
    long localCseq,
    long remoteCseq,
    @Nullable Flow flow) {

  public static final long UNKNOWN = -1;

  /**
   * How far our CSeq, and the version of our session description, jump when a dialog is read back:
   * more requests than that between two writes of it are not sent.
   */
  static final int RESTART_GAP = 10_000;

  public Dialog {
    routeSet = List.copyOf(routeSet);
  }

  /** How the CSeq of a request goes with those before it. */
  public enum Order {
    IN_ORDER,
    /** The same again: the far end repeats a request that it had no good answer to. */
    REPEATED,
    /** To be answered with 500 (RFC 3261 section 12.2.2). */
    TOO_LOW
  }

  /** The dialog that our answer to {@code invite} makes. */
  public static Dialog asServer(SipRequest invite, String localTag) {
    return new Dialog(
        invite.callId(),
        invite.to().withTag(localTag),
        invite.from(),
        invite.contacts().isEmpty() ? invite.from().uri() : invite.contacts().getFirst().uri(),
        invite.recordRoutes(),
        0,
        invite.cseq(),
        flowFor(invite.recordRoutes(), invite.source()));
  }

  /** The dialog that the 2xx {@code answer} to our {@code invite} makes. */
  public static Dialog asClient(OutgoingRequest invite, SipResponse answer) {
    return ofSuccess(answer, invite.requestUri(), invite.flow());
  }

  /**
   * The dialog of a 2xx that came late, which is only good for ending it.
   *
   * @param target where the INVITE went, if the answer does not say better
   */
  public static Dialog ofSuccess(SipResponse answer, String target, @Nullable Flow flow) {
    return new Dialog(
        answer.callId(),
        answer.from(),
        answer.to(),
        answer.contacts().isEmpty() ? target : answer.contacts().getFirst().uri(),
        answer.recordRoutes().reversed(),
        answer.cseq(),
        UNKNOWN,
        answer.recordRoutes().isEmpty() ? flow : null);
  }

  /**
   * Endpoints behind a NAT are reached where they were seen. With a route set the next hop is a
   * proxy, which says itself where it is; only a connection of its own is worth keeping.
   */
  private static @Nullable Flow flowFor(List<NameAddr> recordRoutes, Flow source) {
    return recordRoutes.isEmpty() || source.transport().isReliable() ? source : null;
  }

  /** Our tag, which with the Call-ID finds the dialog. */
  public String localTag() {
    return Objects.requireNonNullElse(local.tag(), "");
  }

  public String remoteTag() {
    return Objects.requireNonNullElse(remote.tag(), "");
  }

  /** With the next CSeq of ours; then {@link #request} writes the request that has it. */
  public Dialog next() {
    return new Dialog(
        callId, local, remote, remoteTarget, routeSet, localCseq + 1, remoteCseq, flow);
  }

  /** After a request of ours with that CSeq, sent in the same dialog before it was confirmed. */
  public Dialog after(long cseq) {
    return new Dialog(
        callId, local, remote, remoteTarget, routeSet, Math.max(localCseq, cseq), remoteCseq, flow);
  }

  /** The request of {@link #localCseq}. */
  public OutgoingRequest request(String method, HeaderFields headers, Body body) {
    return request(method, localCseq, headers, body);
  }

  /** The ACK for a 2xx to the INVITE with that CSeq. */
  public OutgoingRequest ack(long inviteCseq, Body body) {
    return request("ACK", inviteCseq, HeaderFields.none(), body);
  }

  private OutgoingRequest request(String method, long cseq, HeaderFields headers, Body body) {
    return new OutgoingRequest(
        method, remoteTarget, local, remote, callId, cseq, routeSet, headers, body, flow);
  }

  public Order order(long cseq) {
    if (remoteCseq == UNKNOWN || cseq > remoteCseq) {
      return Order.IN_ORDER;
    }
    return cseq == remoteCseq ? Order.REPEATED : Order.TOO_LOW;
  }

  /** After a request that was in order. */
  public Dialog seen(long cseq) {
    return new Dialog(
        callId, local, remote, remoteTarget, routeSet, localCseq, Math.max(cseq, remoteCseq), flow);
  }

  /**
   * After a target refresh, a re-INVITE or an UPDATE or the 2xx to one (RFC 3261 section 12.2); the
   * route set stays as it is.
   */
  public Dialog refreshed(List<NameAddr> contacts) {
    return contacts.isEmpty() ? this : targeting(contacts.getFirst().uri(), flow);
  }

  /** By another hop. */
  public Dialog over(@Nullable Flow hop) {
    return targeting(remoteTarget, hop);
  }

  private Dialog targeting(String target, @Nullable Flow hop) {
    return new Dialog(callId, local, remote, target, routeSet, localCseq, remoteCseq, hop);
  }

  /**
   * What is kept of it.
   *
   * @param sdpSession of our session description
   * @param sdpVersion of it
   */
  public DialogState state(
      Optional<SessionTimer> timer, boolean allowsUpdate, long sdpSession, long sdpVersion) {
    return new DialogState(
        callId,
        localTag(),
        remoteTag(),
        remoteTarget,
        routeSet.stream().map(NameAddr::toString).toList(),
        localCseq,
        remoteCseq,
        flow == null ? null : flow.toString(),
        timer.map(SessionTimer::seconds).orElse(0),
        timer.map(SessionTimer::weRefresh).orElse(false),
        allowsUpdate,
        sdpSession,
        sdpVersion);
  }

  /**
   * The dialog as it was kept. What the far end sent in between is not known, nor how many requests
   * we sent.
   */
  public static Dialog restored(DialogState state, String localUri, String remoteUri) {
    NameAddr remote = NameAddr.of(remoteUri);
    List<NameAddr> routes = new ArrayList<>();
    for (String route : state.routeSet()) {
      routes.add(routeFrom(route));
    }
    return new Dialog(
        state.callId(),
        NameAddr.of(localUri).withTag(state.localTag()),
        state.remoteTag().isEmpty() ? remote : remote.withTag(state.remoteTag()),
        state.remoteTarget(),
        routes,
        state.localCseq() + RESTART_GAP,
        UNKNOWN,
        flowFrom(state.flow()));
  }

  /**
   * The version of our session description as it was kept, or above all that were sent since. RFC
   * 3264 section 8 counts by one; but a number that the far end knows with another content would be
   * taken for what it knows.
   */
  public static long restoredSdpVersion(DialogState state) {
    return state.sdpVersion() + RESTART_GAP;
  }

  /** As {@link NameAddr#toString} wrote it; a display name does not matter in a route. */
  private static NameAddr routeFrom(String text) {
    int begin = text.indexOf('<');
    int end = text.indexOf('>', begin);
    NameAddr route = NameAddr.of(text.substring(begin + 1, end));
    for (String parameter : text.substring(end + 1).split(";")) {
      if (!parameter.isEmpty()) {
        String[] pair = parameter.split("=", 2);
        route = route.with(pair[0], pair.length == 2 ? pair[1] : "");
      }
    }
    return route;
  }

  /** As {@link Flow#toString} wrote it; an IPv6 address has colons too. */
  private static @Nullable Flow flowFrom(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    return Transport.named(text.substring(0, first))
        .map(t ->
            new Flow(
                t, text.substring(first + 1, last), Integer.parseInt(text.substring(last + 1))))
        .orElse(null);
  }
}
