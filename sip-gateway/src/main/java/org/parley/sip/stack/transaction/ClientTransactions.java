package org.parley.sip.stack.transaction;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Flow;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.SipUri;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Signalling;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.Trace.Way;
import org.parley.sip.stack.wire.Inbound;
import org.parley.sip.stack.wire.RequestText;

/** All requests that went out and are not forgotten yet. Gateway thread. */
public final class ClientTransactions implements Signalling {
  /** Bytes above which nothing goes over UDP (RFC 3261 section 18.1.1). */
  static final int LONGEST_DATAGRAM = 1300;

  private final Surroundings around;
  private final Resolver resolver;
  private final Map<String, ClientTransaction> live = new HashMap<>();
  private final Map<Flow, Set<ClientTransaction>> byConnection = new HashMap<>();

  public ClientTransactions(Surroundings around, Resolver resolver) {
    this.around = around;
    this.resolver = resolver;
  }

  Surroundings around() {
    return around;
  }

  /** How many are kept, answered ones included. */
  public int size() {
    return live.size();
  }

  @Override
  public Sent send(OutgoingRequest request, Answers answers) {
    RequestText text = RequestText.of(request);
    ClientTransaction transaction =
        request.method().equals("INVITE")
            ? new InviteClientTransaction(this, request, text, answers)
            : new ClientTransaction(this, request, text, answers);
    if (live.size() >= around.transactions()) {
      around.meters().overload(Meters.Overload.TRANSACTIONS);
      around.gateway().execute(() -> transaction.fail(503, "Service Unavailable"));
      return transaction;
    }
    live.put(transaction.key(), transaction);
    @Nullable Flow flow = request.flow();
    if (flow != null) {
      around.gateway().execute(() -> transaction.start(flow, false));
      return transaction;
    }
    @Nullable SipUri target = text.target();
    if (target == null) {
      around.gateway().execute(() -> transaction.fail(503, "No Route"));
    } else {
      resolver.resolve(
          target,
          found ->
              around
                  .gateway()
                  .execute(() ->
                      found.ifPresentOrElse(
                          to -> transaction.start(to, true),
                          () -> transaction.fail(503, "Host Not Found"))));
    }
    return transaction;
  }

  @Override
  public void acknowledge(OutgoingRequest ack) {
    RequestText text = RequestText.of(ack);
    @Nullable Flow flow = ack.flow();
    if (flow != null) {
      acknowledge(ack, text, flow, false);
      return;
    }
    @Nullable SipUri target = text.target();
    if (target != null) {
      resolver.resolve(target, found -> found.ifPresent(to -> acknowledge(ack, text, to, true)));
    }
  }

  private void acknowledge(OutgoingRequest ack, RequestText text, Flow to, boolean connect) {
    Transport transport = to.transport();
    byte[] bytes =
        text.write(
            transport,
            around.local().host(),
            around.local().port(transport),
            Tags.branch(ack),
            null);
    around.trace().message(Way.OUT, to, ack.from(), ack.to(), bytes);
    around.carrier().send(to, bytes, connect, () -> {});
  }

  @Override
  public String contact(Transport transport, @Nullable String user) {
    return around.local().contact(transport, user);
  }

  @Override
  public String host() {
    return around.local().host();
  }

  @Override
  public boolean isAlive(Flow flow) {
    return !flow.transport().isReliable() || around.carrier().isAlive(flow);
  }

  /** An answer that was parsed. */
  public void on(Inbound.Response inbound) {
    SipResponse response = inbound.response();
    @Nullable ClientTransaction transaction = live.get(key(inbound.branch(), response.method()));
    if (transaction != null) {
      transaction.on(response);
    } else if (response.method().equals("INVITE") && response.isSuccess()) {
      around.requests().onStraySuccess(response);
    }
  }

  /** A connection is gone: what waits for answers over it waits in vain. */
  public void onFlowLost(Flow flow) {
    for (ClientTransaction waiting : List.copyOf(byConnection.getOrDefault(flow, Set.of()))) {
      waiting.fail(503, SipResponse.CONNECTION_LOST);
    }
  }

  static String key(String branch, String method) {
    return branch + ' ' + method;
  }

  void keep(ClientTransaction transaction) {
    live.put(transaction.key(), transaction);
  }

  void waitsOn(Flow flow, ClientTransaction transaction) {
    if (flow.transport().isReliable()) {
      byConnection.computeIfAbsent(flow, _ -> new HashSet<>()).add(transaction);
    }
  }

  void waitsNoMore(@Nullable Flow flow, ClientTransaction transaction) {
    @Nullable Set<ClientTransaction> waiting = flow == null ? null : byConnection.get(flow);
    if (waiting != null) {
      waiting.remove(transaction);
      if (waiting.isEmpty()) {
        byConnection.remove(flow);
      }
    }
  }

  void forget(ClientTransaction transaction) {
    live.remove(transaction.key(), transaction);
  }

  /** Without the network: an address literal; empty for a name, and for what is no address. */
  public static Optional<Flow> literal(SipUri uri) {
    String host = uri.parameters().getOrDefault("maddr", uri.host());
    boolean v4 = host.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    boolean v6 = host.startsWith("[") && host.endsWith("]");
    if (!v4 && !v6) {
      return Optional.empty();
    }
    String address = v6 ? host.substring(1, host.length() - 1) : host;
    try {
      InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
    return uri.transport().map(transport -> new Flow(transport, address, uri.portOrDefault()));
  }
}
