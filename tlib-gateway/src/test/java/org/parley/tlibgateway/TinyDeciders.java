package org.parley.tlibgateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Decider;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;

/** As much of the services behind the gateway as its tests need; the real rules are elsewhere. */
final class TinyDeciders {
  private TinyDeciders() {}

  static final class Im implements Decider<ImCommand, ImEvent, ImSession> {
    /** The next invitations are told that their ConnID is taken. */
    volatile int collisions;

    @Override
    public List<ImEvent> decide(@Nullable ImSession s, ImCommand command, CommandPosition at) {
      return switch (command) {
        case ImCommand.Invite c -> invite(c, at);
        case ImCommand.FromClient c when s == null || !s.call().has(c.by()) ->
            refused(c, TlibError.INV_CONNID, "no such call");
        case ImCommand.Alert c -> List.of(new ImEvent.Alerted(c.origin(), c.connId(), c.by()));
        case ImCommand.Accept c ->
            List.of(new ImEvent.Accepted(c.origin(), c.connId(), c.by(), c.byName()));
        case ImCommand.Release c -> {
          boolean establishing = s instanceof ImSession.Establishing;
          boolean inviter = s.call().parties().getFirst().dn().equals(c.by());
          yield List.of(
              new ImEvent.Ended(
                  c.origin(),
                  c.connId(),
                  c.by(),
                  !establishing
                      ? ImEvent.EndCause.RELEASED
                      : inviter ? ImEvent.EndCause.CANCELLED : ImEvent.EndCause.REJECTED,
                  at.time(),
                  at.time().plusSeconds(60)));
        }
        case ImCommand.Say c ->
            s.transcript()
                .find(c.by(), c.message().messageId())
                .map(m ->
                    List.<ImEvent>of(
                        new ImEvent.Acknowledged(
                            c.origin(),
                            c.connId(),
                            new ImEvent.MessageReceipt(m.messageId(), m.seq(), m.time()))))
                .orElseGet(() ->
                    List.of(
                        new ImEvent.Said(
                            c.origin(),
                            c.connId(),
                            message(
                                s.transcript().nextSeq(), c.by(), c.byName(), c.message(), at))));
        case ImCommand.Type c ->
            List.of(
                new ImEvent.Typed(c.connId(), c.by(), c.active()),
                new ImEvent.Acknowledged(c.origin(), c.connId(), null));
        case ImCommand.ReportUndelivered c -> {
          ImMessage missed = s.transcript().messages().get(c.seq() - 1);
          yield List.of(
              new ImEvent.Undelivered(
                  c.origin(),
                  c.connId(),
                  c.by(),
                  missed.from(),
                  missed.messageId(),
                  c.seq(),
                  c.sipCode(),
                  c.reason()));
        }
        case ImCommand.PutUserData c ->
            List.of(
                new ImEvent.UserDataChanged(
                    c.origin(), c.connId(), c.by(), s.call().userData().withAll(c.userData())));
        case ImCommand.RemoveUserData c ->
            List.of(
                new ImEvent.UserDataChanged(
                    c.origin(),
                    c.connId(),
                    c.by(),
                    c.key() == null ? KvList.empty() : s.call().userData().without(c.key())));
        case ImCommand.ExpireInvitation c ->
            List.of(
                new ImEvent.Ended(
                    null, c.connId(), null, ImEvent.EndCause.EXPIRED, at.time(), at.time()));
        case ImCommand.ExpireIdle _ -> List.of();
        case ImCommand.Forget c -> List.of(new ImEvent.Forgotten(c.connId()));
      };
    }

    private List<ImEvent> invite(ImCommand.Invite c, CommandPosition at) {
      if (collisions > 0) {
        collisions--;
        return refused(c, TlibError.REQ_IN_PROGRESS, "the ConnID is in use");
      }
      List<ImEvent> events = new ArrayList<>();
      events.add(
          new ImEvent.Invited(
              c.origin(),
              c.connId(),
              call(c.connId(), c, at),
              at.time().plus(Duration.ofSeconds(30)),
              null));
      if (c.firstMessage() != null) {
        events.add(
            new ImEvent.Said(
                null, c.connId(), message(1, c.by(), c.byName(), c.firstMessage(), at)));
      }
      return events;
    }

    private static Call call(ConnId connId, ImCommand.Invite c, CommandPosition at) {
      return new Call(
          connId,
          MediaType.CHAT,
          CallType.INTERNAL,
          at.time(),
          List.of(
              new Party(c.by(), c.byName(), "A", DnRole.ORIGINATION, PartyState.DIALING),
              new Party(c.to(), c.to().number(), "A", DnRole.DESTINATION, PartyState.ALERTING)),
          c.userData());
    }

    private static ImMessage message(
        int seq, org.parley.tlib.Dn by, String name, ImCommand.Draft draft, CommandPosition at) {
      return new ImMessage(
          seq,
          draft.messageId(),
          at.time(),
          by,
          name,
          "A",
          ImMessage.SenderRole.AGENT,
          ImMessage.Visibility.ALL,
          draft.contentType(),
          draft.text());
    }

    private static List<ImEvent> refused(ImCommand.FromClient c, TlibError error, String why) {
      return List.of(new ImEvent.Refused(c.origin(), c.connId(), c.by(), new Refusal(error, why)));
    }

    @Override
    public @Nullable ImSession evolve(@Nullable ImSession state, ImEvent event) {
      return ImSession.evolve(state, event);
    }
  }

  static final class Routing implements Decider<RoutingCommand, RoutingEvent, AgentDirectory> {
    @Override
    public List<RoutingEvent> decide(
        @Nullable AgentDirectory state, RoutingCommand command, CommandPosition at) {
      return switch (command) {
        case RoutingCommand.LogIn c when !c.passwordMatches() ->
            List.of(
                new RoutingEvent.Refused(
                    c.origin(),
                    c.dn(),
                    new Refusal(TlibError.SOFT_AGENT_PSWD_DOESNT_MATCH, "wrong")));
        case RoutingCommand.LogIn c ->
            List.of(
                new RoutingEvent.LoggedIn(
                    c.origin(),
                    c.dn(),
                    agent(c.agentId(), c.userName(), AgentStatus.LOGGED_IN, c.reasons(), at),
                    c.queue(),
                    c.reasons(),
                    c.extensions()));
        case RoutingCommand.LogOut c ->
            List.of(
                new RoutingEvent.LoggedOut(
                    c.origin(), c.dn(), c.dn().number(), c.queue(), c.reasons(), c.extensions()));
        case RoutingCommand.SetReady c ->
            List.of(
                new RoutingEvent.StateChanged(
                    c.origin(),
                    c.dn(),
                    agent(c.dn().number(), "x", AgentStatus.READY, c.reasons(), at),
                    c.queue(),
                    c.extensions()));
        case RoutingCommand.SetNotReady c ->
            List.of(
                new RoutingEvent.StateChanged(
                    c.origin(),
                    c.dn(),
                    agent(c.dn().number(), "x", AgentStatus.NOT_READY, c.reasons(), at),
                    c.queue(),
                    c.extensions()));
        case RoutingCommand.SendUserEvent c ->
            List.of(
                new RoutingEvent.UserEventSent(
                    c.origin(), c.dn(), c.connId(), c.userData(), c.reasons(), c.extensions()));
      };
    }

    private static AgentState agent(
        String id, String user, AgentStatus status, KvList reasons, CommandPosition at) {
      return new AgentState(
          id, user, status, org.parley.tlib.WorkMode.UNKNOWN, reasons, List.of(), at.time());
    }

    @Override
    public AgentDirectory evolve(@Nullable AgentDirectory state, RoutingEvent event) {
      return AgentDirectory.evolve(state, event);
    }
  }
}
