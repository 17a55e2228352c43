package org.parley.tlibgateway.translation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** A record of the IM log as T-Library events, in the order in which they leave. */
public final class ImTranslation {
  private final ImNumbers numbers;
  private final AgentDirectory agents;
  private final Instant at;
  private final List<ImEvent> events;
  private final List<Delivery> deliveries = new ArrayList<>();

  private ImTranslation(
      ImNumbers numbers, AgentDirectory agents, Instant at, List<ImEvent> events) {
    this.numbers = numbers;
    this.agents = agents;
    this.at = at;
    this.events = events;
  }

  /**
   * @param before the session before the record
   * @param at the time of the decision, which the events tell
   */
  public static List<Delivery> translate(
      @Nullable ImSession before,
      List<ImEvent> events,
      Instant at,
      ImNumbers numbers,
      AgentDirectory agents) {
    var translation = new ImTranslation(numbers, agents, at, events);
    ImSession session = before;
    for (ImEvent event : events) {
      translation.add(session, event);
      session = ImSession.evolve(session, event);
    }
    return translation.deliveries;
  }

  private void add(@Nullable ImSession before, ImEvent event) {
    switch (event) {
      case ImEvent.Invited invited -> invited(invited);
      case ImEvent.Alerted alerted -> alerted(alerted, known(before, event));
      case ImEvent.Accepted accepted -> accepted(accepted, known(before, event));
      case ImEvent.Said said -> said(said, known(before, event).call());
      case ImEvent.UserDataChanged changed -> dataChanged(changed, known(before, event).call());
      case ImEvent.Ended ended -> ended(ended, known(before, event).call());
      case ImEvent.Typed typed -> typed(typed, known(before, event).call());
      case ImEvent.Undelivered missed -> undelivered(missed, known(before, event).call());
      case ImEvent.Acknowledged done -> acknowledged(done);
      case ImEvent.Refused refused ->
          deliveries.add(
              new Delivery.ToAsker(
                  refused.origin(),
                  CallEvents.error(refused.refusal(), refused.by(), refused.connId(), at)));
      case ImEvent.Forgotten _ -> {}
    }
  }

  private void invited(ImEvent.Invited event) {
    Call call = event.call();
    Party inviter = call.parties().getFirst();
    tell(
        inviter,
        event.origin(),
        CallEvents.of(MessageType.EVENT_DIALING, call, inviter, null, at, agents));
    Optional<ImMessage> first =
        events.stream()
            .flatMap(other ->
                other instanceof ImEvent.Said said ? Stream.of(said.message()) : Stream.empty())
            .findFirst();
    call.others(inviter.dn()).forEach(invited -> ring(call, invited, first));
  }

  private void alerted(ImEvent.Alerted event, ImSession before) {
    Call call = before.call().with(event.by(), PartyState.ALERTING);
    Optional<ImMessage> first = before.transcript().messages().stream().findFirst();
    call.party(event.by()).ifPresent(invited -> ring(call, invited, first));
  }

  /** The invitation shows who it is from and the first message (t-library.md 6.4). */
  private void ring(Call call, Party invited, Optional<ImMessage> first) {
    KvList from = KvList.of(ImKeys.FROM_NAME, call.parties().getFirst().name());
    KvList toast =
        first
            .map(message ->
                from.with(ImKeys.TEXT, message.text())
                    .with(ImKeys.MSG_ID, message.messageId())
                    .with(ImKeys.CONTENT_TYPE, message.contentType()))
            .orElse(from);
    tell(
        invited,
        null,
        CallEvents.of(MessageType.EVENT_RINGING, call, invited, CallState.OK, at, agents)
            .with(Attribute.EXTENSIONS, toast));
  }

  private void accepted(ImEvent.Accepted event, ImSession before) {
    Call call = before.call();
    for (Party party : call.parties()) {
      tell(
          party,
          causeFor(party, event.by(), event.origin()),
          CallEvents.of(MessageType.EVENT_ESTABLISHED, call, party, CallState.OK, at, agents));
    }
    List<ImMessage> history = before.transcript().messages();
    if (!history.isEmpty()) {
      call.party(event.by())
          .ifPresent(joined ->
              tell(
                  joined,
                  null,
                  privateInfo(call, joined, numbers.transcript(), ImMessages.page(history))));
    }
  }

  /** To every party, the sender too; not to one that has not answered yet. */
  private void said(ImEvent.Said event, Call call) {
    ImMessage message = event.message();
    Origin asker = event.origin();
    if (asker != null) {
      deliveries.add(
          new Delivery.ToAsker(
              asker,
              acknowledgement(
                  event, ImMessages.receipt(message.messageId(), message.seq(), message.time()))));
    }
    KvList extensions = ImMessages.message(message);
    for (Party party : call.parties()) {
      if (!party.state().isAlerting()) {
        tell(
            party,
            null,
            TlibEvent.of(MessageType.EVENT_PRIVATE_INFO)
                .with(Attribute.PRIVATE_MSG_ID, numbers.deliver())
                .with(Attribute.CONN_ID, call.connId())
                .with(Attribute.MEDIA_TYPE, call.mediaType())
                .with(Attribute.THIS_DN, party.dn())
                .with(Attribute.OTHER_DN, message.from())
                .with(Attribute.EXTENSIONS, extensions)
                .with(Attribute.TIME, message.time()));
      }
    }
  }

  private void dataChanged(ImEvent.UserDataChanged event, Call before) {
    Call call = before.withUserData(event.userData());
    for (Party party : call.parties()) {
      tell(
          party,
          causeFor(party, event.by(), event.origin()),
          CallEvents.of(MessageType.EVENT_ATTACHED_DATA_CHANGED, call, party, null, at, agents)
              .with(Attribute.USER_DATA, event.userData())
              .with(Attribute.THIRD_PARTY_DN, event.by()));
    }
  }

  /** t-library.md 3.4: reject, no answer, cancel, release by either side. */
  private void ended(ImEvent.Ended event, Call call) {
    Party inviter = call.parties().getFirst();
    List<Party> invited = call.others(inviter.dn());
    CallState cause = event.cause().callState();
    switch (event.cause()) {
      case REJECTED, EXPIRED, UNANSWERED, OUT_OF_SERVICE, UNKNOWN_ADDRESS, UNREACHABLE -> {
        CallState seenByInvited = event.cause() == EndCause.REJECTED ? CallState.OK : cause;
        invited.forEach(
            party -> released(event, call, party, MessageType.EVENT_RELEASED, seenByInvited));
        tell(
            inviter,
            null,
            CallEvents.of(MessageType.EVENT_DESTINATION_BUSY, call, inviter, cause, at, agents));
        released(event, call, inviter, MessageType.EVENT_RELEASED, cause);
      }
      case CANCELLED -> {
        released(event, call, inviter, MessageType.EVENT_RELEASED, CallState.OK);
        invited.forEach(party -> released(event, call, party, MessageType.EVENT_ABANDONED, cause));
      }
      case RELEASED -> {
        for (Party party : call.parties()) {
          boolean byItself = party.dn().equals(event.by());
          released(
              event,
              call,
              party,
              MessageType.EVENT_RELEASED,
              byItself ? CallState.OK : CallState.REMOTE_RELEASE);
        }
      }
      case IDLE ->
          call.parties()
              .forEach(party -> released(event, call, party, MessageType.EVENT_RELEASED, cause));
    }
  }

  private void undelivered(ImEvent.Undelivered event, Call call) {
    KvList extensions =
        KvList.of(ImKeys.MSG_ID, event.messageId())
            .with(ImKeys.SEQ, event.seq())
            .with(ImKeys.ERROR, event.reason())
            .with(ImKeys.ERROR_CODE, event.sipCode())
            .with(ImKeys.TO_DN, event.by().number());
    call.party(event.sender())
        .ifPresent(sender ->
            tell(
                sender,
                null,
                privateInfo(call, sender, numbers.failure(), extensions)
                    .with(Attribute.OTHER_DN, event.by())));
  }

  private void released(
      ImEvent.Ended event, Call call, Party party, MessageType type, CallState callState) {
    tell(
        party,
        causeFor(party, event.by(), event.origin()),
        CallEvents.of(type, call, party, callState, at, agents));
  }

  private void typed(ImEvent.Typed event, Call call) {
    String name = call.party(event.by()).map(Party::name).orElse(event.by().number());
    KvList extensions =
        KvList.of(ImKeys.TYPING, event.active() ? ImKeys.ACTIVE : ImKeys.IDLE)
            .with(ImKeys.FROM_DN, event.by().number())
            .with(ImKeys.FROM_NAME, name);
    for (Party party : call.others(event.by())) {
      if (!party.state().isAlerting()) {
        tell(
            party,
            null,
            privateInfo(call, party, numbers.typing(), extensions)
                .with(Attribute.OTHER_DN, event.by()));
      }
    }
  }

  private void acknowledged(ImEvent.Acknowledged event) {
    ImEvent.MessageReceipt receipt = event.message();
    deliveries.add(
        new Delivery.ToAsker(
            event.origin(),
            acknowledgement(event, receipt == null ? null : ImMessages.receipt(receipt))));
  }

  private TlibEvent acknowledgement(ImEvent event, @Nullable KvList extensions) {
    return TlibEvent.of(MessageType.EVENT_ACK)
        .with(Attribute.CONN_ID, event.connId())
        .withOptional(Attribute.EXTENSIONS, extensions)
        .with(Attribute.TIME, at);
  }

  private TlibEvent privateInfo(Call call, Party self, int number, KvList extensions) {
    return privateInfo(call, self.dn(), number, extensions, at);
  }

  /** An EventPrivateInfo about a call. */
  public static TlibEvent privateInfo(
      Call call, Dn thisDn, int number, KvList extensions, Instant at) {
    return TlibEvent.of(MessageType.EVENT_PRIVATE_INFO)
        .with(Attribute.PRIVATE_MSG_ID, number)
        .with(Attribute.CONN_ID, call.connId())
        .with(Attribute.MEDIA_TYPE, call.mediaType())
        .with(Attribute.THIS_DN, thisDn)
        .with(Attribute.EXTENSIONS, extensions)
        .with(Attribute.TIME, at);
  }

  /**
   * A party whose endpoint is still to ring knows nothing of the call yet; only who asks about it
   * all the same is answered.
   */
  private void tell(Party party, @Nullable Origin cause, TlibEvent event) {
    if (!party.state().isInitiated()) {
      deliveries.add(new Delivery.ToDn(party.dn(), cause, event));
    } else if (cause != null) {
      deliveries.add(new Delivery.ToAsker(cause, event));
    }
  }

  private static @Nullable Origin causeFor(
      Party party, @Nullable Dn asker, @Nullable Origin origin) {
    return party.dn().equals(asker) ? origin : null;
  }

  private static ImSession known(@Nullable ImSession session, ImEvent event) {
    if (session == null) {
      throw new IllegalStateException(
          event.getClass().getSimpleName() + " cannot follow nothing in " + event.connId());
    }
    return session;
  }
}
