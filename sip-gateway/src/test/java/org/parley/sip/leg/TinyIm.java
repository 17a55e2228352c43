package org.parley.sip.leg;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.FromClient;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;

/** im-session-service in small: enough of its rules for what legs ask. */
final class TinyIm {
  static final String SITE = "A";
  final Map<ConnId, ImSession> sessions = new HashMap<>();
  final Set<Dn> desktopOnly = new HashSet<>();
  boolean invitedHasEndpoint = true;
  Map<Dn, TlibError> refusals = new HashMap<>();

  List<ImEvent> decide(ImCommand command, Instant now) {
    ImSession session = sessions.get(command.connId());
    if (command instanceof ImCommand.Invite c) {
      return invite(c, session, now);
    }
    if (!(command instanceof FromClient c)) {
      return List.of();
    }
    if (session == null || !session.call().has(c.by())) {
      return no(c, TlibError.INV_CONNID);
    }
    return switch (session) {
      case ImSession.Establishing s -> establishing(s, c, now);
      case ImSession.Connected s -> connected(s, c, now);
      case ImSession.Ended s -> ended(s, c);
    };
  }

  private List<ImEvent> invite(ImCommand.Invite c, @Nullable ImSession session, Instant now) {
    if (session != null) {
      return no(c, TlibError.REQ_IN_PROGRESS);
    }
    TlibError refusal = refusals.get(c.to());
    if (refusal != null) {
      return no(c, refusal);
    }
    SipEntry entry = c.entry();
    Call call =
        new Call(
            c.connId(),
            MediaType.CHAT,
            entry != null && entry.trunk() != null ? CallType.INBOUND : CallType.INTERNAL,
            now,
            List.of(
                new Party(c.by(), c.byName(), SITE, DnRole.ORIGINATION, PartyState.DIALING),
                new Party(
                    c.to(),
                    c.to().number(),
                    SITE,
                    DnRole.DESTINATION,
                    invitedHasEndpoint && !desktopOnly.contains(c.to())
                        ? PartyState.INITIATED
                        : PartyState.ALERTING)),
            c.userData());
    List<ImEvent> events = new ArrayList<>();
    Duration idle = entry != null && entry.pageMode() ? Duration.ofMinutes(10) : null;
    events.add(new ImEvent.Invited(c.origin(), c.connId(), call, now.plusSeconds(30), idle));
    if (c.firstMessage() != null) {
      events.add(
          new ImEvent.Said(
              null, c.connId(), message(1, c.by(), c.byName(), c.firstMessage(), now)));
    }
    return events;
  }

  private List<ImEvent> establishing(ImSession.Establishing s, FromClient c, Instant now) {
    boolean inviter = s.call().party(c.by()).orElseThrow().role() == DnRole.ORIGINATION;
    boolean initiated = s.call().party(c.by()).orElseThrow().state().isInitiated();
    return switch (c) {
      case ImCommand.Alert a ->
          initiated
              ? List.of(new ImEvent.Alerted(a.origin(), a.connId(), a.by()))
              : List.of(new ImEvent.Acknowledged(a.origin(), a.connId(), null));
      case ImCommand.Accept a when inviter -> no(a, TlibError.INV_CALL_STATE);
      case ImCommand.Accept a -> {
        List<ImEvent> events = new ArrayList<>();
        if (initiated) {
          events.add(new ImEvent.Alerted(null, a.connId(), a.by()));
        }
        events.add(new ImEvent.Accepted(a.origin(), a.connId(), a.by(), a.byName()));
        yield events;
      }
      case ImCommand.Release r -> end(r, inviter ? EndCause.CANCELLED : cause(r.failure()), now);
      case ImCommand.Say say when inviter -> say(s, say, now);
      case ImCommand.Type t -> List.of(new ImEvent.Acknowledged(t.origin(), t.connId(), null));
      case ImCommand.ReportUndelivered r -> undelivered(s, r);
      default -> no(c, TlibError.INV_CALL_STATE);
    };
  }

  private List<ImEvent> connected(ImSession.Connected s, FromClient c, Instant now) {
    return switch (c) {
      case ImCommand.Release r
          when r.failure() != null
              && s.call().party(r.by()).orElseThrow().role() != DnRole.ORIGINATION ->
          no(r, TlibError.INV_CALL_STATE);
      case ImCommand.Release r -> end(r, EndCause.RELEASED, now);
      case ImCommand.Say say -> say(s, say, now);
      case ImCommand.Type t ->
          List.of(
              new ImEvent.Acknowledged(t.origin(), t.connId(), null),
              new ImEvent.Typed(t.connId(), t.by(), t.active()));
      case ImCommand.ReportUndelivered r -> undelivered(s, r);
      default -> no(c, TlibError.INV_CALL_STATE);
    };
  }

  private List<ImEvent> ended(ImSession.Ended s, FromClient c) {
    return switch (c) {
      case ImCommand.ReportUndelivered r -> undelivered(s, r);
      case ImCommand.Say say
          when s.transcript().find(say.by(), say.message().messageId()).isPresent() ->
          List.of(new ImEvent.Acknowledged(say.origin(), say.connId(), null));
      default -> no(c, TlibError.INV_CONNID);
    };
  }

  private List<ImEvent> say(ImSession s, ImCommand.Say c, Instant now) {
    if (s.transcript().find(c.by(), c.message().messageId()).isPresent()) {
      return List.of(new ImEvent.Acknowledged(c.origin(), c.connId(), null));
    }
    return List.of(
        new ImEvent.Said(
            c.origin(),
            c.connId(),
            message(s.transcript().nextSeq(), c.by(), c.byName(), c.message(), now)));
  }

  private static ImMessage message(
      int seq, Dn by, String byName, ImCommand.Draft draft, Instant now) {
    return new ImMessage(
        seq,
        draft.messageId(),
        now,
        by,
        byName,
        SITE,
        ImMessage.SenderRole.AGENT,
        ImMessage.Visibility.ALL,
        draft.contentType(),
        draft.text());
  }

  private static List<ImEvent> undelivered(ImSession s, ImCommand.ReportUndelivered r) {
    ImMessage message = s.transcript().messages().get(r.seq() - 1);
    return List.of(
        new ImEvent.Undelivered(
            r.origin(),
            r.connId(),
            r.by(),
            message.from(),
            message.messageId(),
            r.seq(),
            r.sipCode(),
            r.reason()));
  }

  private static List<ImEvent> end(ImCommand.Release r, EndCause cause, Instant now) {
    return List.of(
        new ImEvent.Ended(
            r.origin(), r.connId(), r.by(), cause, now, now.plus(Duration.ofMinutes(1))));
  }

  private static EndCause cause(@Nullable ReachFailure failure) {
    return switch (failure) {
      case null -> EndCause.REJECTED;
      case DECLINED -> EndCause.REJECTED;
      case NO_ANSWER -> EndCause.UNANSWERED;
      case OUT_OF_SERVICE -> EndCause.OUT_OF_SERVICE;
      case UNKNOWN_ADDRESS -> EndCause.UNKNOWN_ADDRESS;
      case NOT_ACCEPTABLE, FAILED -> EndCause.UNREACHABLE;
    };
  }

  private static List<ImEvent> no(FromClient c, TlibError error) {
    return List.of(
        new ImEvent.Refused(c.origin(), c.connId(), c.by(), new Refusal(error, "because")));
  }
}
