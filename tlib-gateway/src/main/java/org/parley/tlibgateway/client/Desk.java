package org.parley.tlibgateway.client;

import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.starter.gateway.GatewayThread;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TextForm;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlibgateway.client.Unanswered.Pending;
import org.parley.tlibgateway.request.Reaction;
import org.parley.tlibgateway.request.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with the requests of clients that have logged in: answers or refuses them, or asks the
 * service that decides and remembers who waits for its answer.
 */
final class Desk {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);
  private static final int MAX_REDRAWS = 4;

  private final Requests requests;
  private final Commands commands;
  private final BooleanSupplier logsAgentsOut;
  private final GatewayMeters meters;
  private final GatewayThread thread;
  private final LongSupplier millis;

  Desk(
      Requests requests,
      Commands commands,
      BooleanSupplier logsAgentsOut,
      GatewayMeters meters,
      GatewayThread thread,
      LongSupplier millis) {
    this.requests = requests;
    this.commands = commands;
    this.logsAgentsOut = logsAgentsOut;
    this.meters = meters;
    this.thread = thread;
    this.millis = millis;
  }

  void react(Client client, TlibRequest request) {
    if (Client.WIRE_LOG.isTraceEnabled()) {
      Client.WIRE_LOG.trace("from {}: {}", client, TextForm.masked().print(request));
    }
    Reaction reaction;
    try {
      reaction = requests.react(request, client);
    } catch (RuntimeException bug) {
      log.error("{} of client {} failed", request.type(), client, bug);
      meters.request(request.type(), "failed");
      client.refuse(
          TlibError.INTERNAL, "see the log of the server", request.referenceId(), request.type());
      return;
    }
    apply(client, request, reaction);
  }

  private void apply(Client client, TlibRequest request, Reaction reaction) {
    MessageType type = request.type();
    int referenceId = request.referenceId();
    switch (reaction) {
      case Reaction.Answer(var event) -> {
        meters.request(type, event.type() == MessageType.EVENT_ERROR ? "refused" : "answered");
        client.answer(event, referenceId, type);
      }
      case Reaction.Refuse(var refusal, var dn) -> {
        meters.request(type, "refused");
        client.refuse(refusal, dn, referenceId, type);
      }
      case Reaction.Ask ask -> ask(client, type, referenceId, ask, 0);
      case Reaction.Later(CompletionStage<Reaction> later) -> {
        client.hold();
        later.whenComplete((then, failure) ->
            thread.execute(() -> {
              client.release();
              if (failure != null) {
                log.error("{} of client {} failed", type, client, failure);
                client.refuse(TlibError.INTERNAL, "see the log of the server", referenceId, type);
              } else {
                apply(client, request, then);
              }
            }));
      }
    }
  }

  private void ask(
      Client client, MessageType type, int referenceId, Reaction.Ask ask, int redraws) {
    client.waitsFor(referenceId, type, millis.getAsLong(), ask, redraws);
    watch(client, referenceId, send(ask));
  }

  private CompletionStage<?> send(Reaction.Ask ask) {
    return switch (ask) {
      case Reaction.AskIm(var command) -> commands.send(command);
      case Reaction.AskVoice(var command) -> commands.send(command);
      case Reaction.AskRouting(var command) -> commands.send(command);
    };
  }

  private void watch(Client client, int referenceId, CompletionStage<?> sent) {
    sent.whenComplete((_, failure) -> {
      if (failure != null) {
        thread.execute(() -> notSent(client, referenceId));
      }
    });
  }

  private void notSent(Client client, int referenceId) {
    Pending pending = client.unanswered().take(referenceId);
    if (pending != null) {
      meters.request(pending.type(), "unavailable");
      client.refuse(
          TlibError.SERV_UNAVAIL,
          "the request could not be stored; try again",
          referenceId,
          pending.type());
    }
  }

  /**
   * A request was refused because the ConnID that was drawn for it is taken: draws another one.
   *
   * @param connId of the call that the request is about
   * @return false when no such request of the client waits for that answer, or it was tried often
   *     enough
   */
  boolean redraw(Client client, int referenceId, ConnId connId) {
    Pending pending = client.unanswered().takeDrawn(referenceId, connId);
    if (pending == null) {
      return false;
    }
    if (pending.redraws() >= MAX_REDRAWS) {
      client.unanswered().add(pending);
      return false;
    }
    Reaction.Ask again = requests.redrawn(pending.ask());
    ask(client, pending.type(), referenceId, again, pending.redraws() + 1);
    return true;
  }

  /** The connection is gone: where the site wants it so, its agents are logged out. */
  void lost(Client client) {
    if (logsAgentsOut.getAsBoolean()) {
      for (Dn dn : client.agentsOf()) {
        var unused =
            commands.send(
                new RoutingCommand.LogOut(
                    client.origin(0), dn, null, KvList.empty(), KvList.empty()));
      }
    }
  }
}
