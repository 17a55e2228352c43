package org.parley.tlibgateway.translation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** A record of the routing log as T-Library events (t-library.md section 2). */
public final class RoutingTranslation {
  private RoutingTranslation() {}

  /**
   * @param before who was logged in where before the record
   * @param at the time of the decision, which the events tell
   */
  public static List<Delivery> translate(
      AgentDirectory before, List<RoutingEvent> events, Instant at) {
    List<Delivery> deliveries = new ArrayList<>();
    for (RoutingEvent event : events) {
      add(event, before, at, deliveries);
    }
    return deliveries;
  }

  private static void add(
      RoutingEvent event, AgentDirectory before, Instant at, List<Delivery> deliveries) {
    switch (event) {
      case RoutingEvent.LoggedIn e ->
          deliveries.add(
              agent(MessageType.EVENT_AGENT_LOGIN, e, e.agent().agentId(), at)
                  .workMode(e.agent())
                  .queue(e.queue())
                  .lists(e.reasons(), e.extensions())
                  .toDn());
      case RoutingEvent.QueueJoined e ->
          deliveries.add(
              agent(MessageType.EVENT_AGENT_LOGIN, e, agentAt(before, e.dn()), at)
                  .queue(e.queue())
                  .lists(e.reasons(), e.extensions())
                  .toDn());
      case RoutingEvent.QueueLeft e ->
          deliveries.add(
              agent(MessageType.EVENT_QUEUE_LOGOUT, e, agentAt(before, e.dn()), at)
                  .queue(e.queue())
                  .lists(e.reasons(), e.extensions())
                  .toDn());
      case RoutingEvent.LoggedOut e ->
          deliveries.add(
              agent(MessageType.EVENT_AGENT_LOGOUT, e, e.agentId(), at)
                  .queue(e.queue())
                  .lists(e.reasons(), e.extensions())
                  .toDn());
      case RoutingEvent.StateChanged e ->
          deliveries.add(
              agent(
                      e.agent().status() == AgentStatus.READY
                          ? MessageType.EVENT_AGENT_READY
                          : MessageType.EVENT_AGENT_NOT_READY,
                      e,
                      e.agent().agentId(),
                      at)
                  .workMode(e.agent())
                  .queue(e.queue())
                  .lists(e.agent().reasons(), e.extensions())
                  .toDn());
      case RoutingEvent.UserEventSent e -> {
        deliveries.add(
            new Delivery.ToAsker(
                e.origin(), TlibEvent.of(MessageType.EVENT_ACK).with(Attribute.TIME, at)));
        TlibEvent sent =
            TlibEvent.of(MessageType.EVENT_USER_EVENT)
                .with(Attribute.THIS_DN, e.dn())
                .withOptional(Attribute.CONN_ID, e.connId())
                .withOptional(Attribute.USER_DATA, filled(e.userData()))
                .withOptional(Attribute.REASONS, filled(e.reasons()))
                .withOptional(Attribute.EXTENSIONS, filled(e.extensions()))
                .with(Attribute.TIME, at);
        deliveries.add(new Delivery.ToDn(e.dn(), null, sent));
      }
      case RoutingEvent.Refused e ->
          deliveries.add(
              new Delivery.ToAsker(e.origin(), CallEvents.error(e.refusal(), e.dn(), null, at)));
    }
  }

  private static @Nullable String agentAt(AgentDirectory before, Dn dn) {
    return before.at(dn).map(AgentState::agentId).orElse(null);
  }

  private static @Nullable KvList filled(KvList list) {
    return list.isEmpty() ? null : list;
  }

  private static AgentEvent agent(
      MessageType type, RoutingEvent event, @Nullable String agentId, Instant at) {
    return new AgentEvent(
        event.dn(),
        event.origin(),
        TlibEvent.of(type)
            .with(Attribute.THIS_DN, event.dn())
            .withOptional(Attribute.AGENT_ID, agentId)
            .with(Attribute.TIME, at));
  }

  private record AgentEvent(Dn dn, Origin cause, TlibEvent event) {
    AgentEvent workMode(AgentState agent) {
      return new AgentEvent(dn, cause, event.with(Attribute.WORK_MODE, agent.workMode()));
    }

    AgentEvent queue(@Nullable Dn queue) {
      return new AgentEvent(dn, cause, event.withOptional(Attribute.THIS_QUEUE, queue));
    }

    AgentEvent lists(KvList reasons, KvList extensions) {
      return new AgentEvent(
          dn,
          cause,
          event
              .withOptional(Attribute.REASONS, filled(reasons))
              .withOptional(Attribute.EXTENSIONS, filled(extensions)));
    }

    Delivery toDn() {
      return new Delivery.ToDn(dn, cause, event);
    }
  }
}
