package org.parley.tlibgateway.client;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.config.PersonObject;
import org.parley.starter.gateway.GatewayThread;
import org.parley.tlib.ConnId;
import org.parley.tlib.TlibCodec.FromClient;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlibgateway.client.Client.Stage;
import org.parley.tlibgateway.login.LoginCheck;
import org.parley.tlibgateway.login.LoginPenalties;
import org.parley.tlibgateway.login.RememberedLogins;
import org.parley.tlibgateway.registration.Registrations;
import org.parley.tlibgateway.request.Caller;
import org.parley.tlibgateway.request.Requests;
import org.parley.tlibgateway.request.ServerIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections: where they come in, where their messages are dealt with in order, and where they
 * end.
 */
public final class Reception {
  private static final Logger log = LoggerFactory.getLogger(Reception.class);
  private static final long TICK_MILLIS = 250;

  /** Messages a stranger may send that are no log-in. */
  private static final int MAX_STRIKES = 5;

  private final ServerIdentity identity;
  private final ClientLimits limits;
  private final Registrations<Caller> registrations;
  private final Desk desk;
  private final LogIn logIn;
  private final GatewayMeters meters;
  private final GatewayThread thread;
  private final InstantSource clock;
  private final LongSupplier millis;
  private final Map<Long, Client> clients = new HashMap<>();
  private final ArrayDeque<Client> touched = new ArrayDeque<>();
  private final Set<Client> strangers = new HashSet<>();
  private long lastId;
  private boolean stopping;

  /**
   * @param logsAgentsOut whether a lost client's agents are logged out; asked each time
   * @param millis a clock that only goes forward
   */
  public Reception(
      ServerIdentity identity,
      ClientLimits limits,
      Requests requests,
      Registrations<Caller> registrations,
      Commands commands,
      BooleanSupplier logsAgentsOut,
      LoginCheck loginCheck,
      RememberedLogins remembered,
      LoginPenalties penalties,
      GatewayMeters meters,
      GatewayThread thread,
      InstantSource clock,
      LongSupplier millis) {
    this.identity = identity;
    this.limits = limits;
    this.registrations = registrations;
    this.thread = guarded(thread);
    this.desk = new Desk(requests, commands, logsAgentsOut, meters, this.thread, millis);
    this.logIn = new LogIn(loginCheck, remembered, penalties, identity, this.thread, clock);
    this.meters = meters;
    this.clock = clock;
    this.millis = millis;
  }

  /** Every task ends with what it touched being sent. */
  private GatewayThread guarded(GatewayThread bare) {
    return new GatewayThread() {
      @Override
      public void execute(Runnable task) {
        bare.execute(() -> run(task));
      }

      @Override
      public void schedule(Runnable task, long delay, TimeUnit unit) {
        bare.schedule(() -> run(task), delay, unit);
      }

      private void run(Runnable task) {
        try {
          task.run();
        } catch (RuntimeException e) {
          log.error("A task of the gateway thread failed", e);
        }
        settle();
      }
    };
  }

  /** Starts the clock that log-in time, keep-alive and late answers depend on. */
  public void start() {
    thread.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  // Connections

  /** A connection as the transport knows it. */
  public interface Connection {
    void received(FromClient message);

    /**
     * Something came that is no message; ends the connection.
     *
     * @param kind for the meters: few values
     */
    void frameRefused(String kind, String why);

    /** All that had come in together has been handed over. */
    void batchEnded();

    /** The client took so much of what waited for it that reading may go on. */
    void drained();

    void closed();
  }

  /** A new connection; when there are too many it is turned away and null comes back. */
  public @Nullable Connection opened(Wire wire) {
    Client client =
        new Client(
            ++lastId,
            identity.instance(),
            wire,
            limits,
            meters,
            clock,
            millis.getAsLong(),
            touched::add);
    boolean full = clients.size() >= limits.connections() || strangers.size() >= limits.strangers();
    if (full || stopping) {
      client.refuse(TlibError.TOO_MANY_REQ, "too many connections", 0, null);
      client.leave("full", TlibError.TOO_MANY_REQ, "too many connections");
      settle();
      return null;
    }
    clients.put(client.id(), client);
    strangers.add(client);
    meters.connected(wire.transport());
    return new Entrance(client);
  }

  private final class Entrance implements Connection {
    private final Client client;

    Entrance(Client client) {
      this.client = client;
    }

    @Override
    public void received(FromClient message) {
      Reception.this.received(client, message);
    }

    @Override
    public void frameRefused(String kind, String why) {
      Reception.this.frameRefused(client, kind, why);
      settle();
    }

    @Override
    public void batchEnded() {
      client.endIfTooSlow();
      settle();
    }

    @Override
    public void drained() {
      resume(client);
      settle();
    }

    @Override
    public void closed() {
      if (clients.remove(client.id()) != null) {
        client.stage(new Stage.Leaving());
        strangers.remove(client);
        desk.lost(client);
        registrations.unregisterAll(client);
        meters.disconnected(client.wire().transport());
      }
    }
  }

  public int connectionCount() {
    return clients.size();
  }

  public int loggedInCount() {
    return (int) clients.values().stream().filter(c -> c.stage() instanceof Stage.Known).count();
  }

  // Messages

  private void received(Client client, FromClient message) {
    if (client.isLeaving()) {
      return;
    }
    client.keepAlive().heard(millis.getAsLong());
    switch (message) {
      case FromClient.Ping(long seq) -> client.pong(seq);
      case FromClient.Pong _ -> {}
      case FromClient.Broken(String why) -> frameRefused(client, "broken", why);
      case FromClient.Request _, FromClient.Refused _ -> {
        if (client.hasKept() || !client.takes()) {
          client.keepForLater(message);
        } else {
          deal(client, message);
        }
      }
    }
    client.balance();
  }

  private void frameRefused(Client client, String kind, String why) {
    if (!client.isLeaving()) {
      meters.frameRefused(kind);
      client.refuse(TlibError.INVALID_ATTR, why, 0, null);
      client.leave("frame", TlibError.INVALID_ATTR, why);
    }
  }

  private void deal(Client client, FromClient message) {
    boolean known = client.stage() instanceof Stage.Known;
    switch (message) {
      case FromClient.Request(TlibRequest.RegisterClient request) when !known -> {
        if (!logIn.begin(client, request)) {
          strike(client);
        }
      }
      case FromClient.Request(TlibRequest request) when !known -> {
        client.refuse(
            TlibError.CLIENT_NOT_AUTHORIZED,
            "RequestRegisterClient comes first",
            request.referenceId(),
            request.type());
        strike(client);
      }
      case FromClient.Request(TlibRequest request) -> desk.react(client, request);
      case FromClient.Refused(int referenceId, TlibError error, String detail) -> {
        meters.frameRefused(error == TlibError.UNSUP_OPER ? "unknown" : "attribute");
        client.refuse(error, detail, referenceId, null);
        if (!known) {
          strike(client);
        }
      }
      case FromClient.Ping _, FromClient.Pong _, FromClient.Broken _ -> {}
    }
  }

  private static void strike(Client client) {
    if (client.strike() >= MAX_STRIKES) {
      client.leave("stranger", TlibError.CLIENT_NOT_AUTHORIZED, "did not log in");
    }
  }

  /**
   * A request was refused because the ConnID that was drawn for it is taken: draws another one.
   *
   * @param connId of the call that the request is about
   * @return false when it is not of a client of ours, or has been tried often enough
   */
  public boolean redraw(Origin asker, ConnId connId) {
    Client client = clientOf(asker);
    return client != null && desk.redraw(client, asker.referenceId(), connId);
  }

  /** The client that asked, if it is still connected to this gateway. */
  @Nullable Client clientOf(Origin origin) {
    return origin.gateway().equals(identity.instance()) ? clients.get(origin.connection()) : null;
  }

  // Time, and the end of a batch

  private void tick() {
    try {
      long now = millis.getAsLong();
      for (Client client : List.copyOf(clients.values())) {
        tick(client, now);
      }
    } finally {
      thread.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tick(Client client, long now) {
    if (client.stage() instanceof Stage.Stranger
        && client.keepAlive().isOlderThan(now, limits.loginTimeout())) {
      client.leave("silent", TlibError.TIMEOUT, "no log-in in time");
      return;
    }
    client.giveUpOn(now - limits.answerTimeout().toMillis());
    if (client.wire().waitingBytes() <= limits.unreadBytesBeforePause()) {
      client.keepAlive().fluent(now);
    } else if (client.keepAlive().isStalled(now, limits.stalled())) {
      client.leave("slow", TlibError.TOO_MANY_REQ, "does not read");
    }
    if (!client.isReading()) {
      client.keepAlive().heard(now);
      resume(client);
      return;
    }
    switch (client.keepAlive().due(now)) {
      case NOTHING -> {}
      case ASK -> client.ping(client.keepAlive().nextSeq());
      case LOST -> client.leave("addp", TlibError.TIMEOUT, "no answer to the keep-alive (ADDP)");
    }
  }

  /** Deals with what was kept, as far as it can be dealt with now. */
  private void resume(Client client) {
    while (!client.isLeaving() && client.hasKept() && client.takes()) {
      FromClient next = client.nextKept();
      if (next != null) {
        deal(client, next);
      }
    }
    client.balance();
  }

  /** Sends what has been said since the last time, and goes on where answers made room. */
  public void settle() {
    Client client;
    while ((client = touched.poll()) != null) {
      client.untouched();
      if (client.stage() instanceof Stage.Known) {
        strangers.remove(client);
      }
      client.flush();
      resume(client);
    }
  }

  /**
   * No connection keeps rights that the person has no more: one with other roles or another place
   * has to log in again.
   *
   * @param now null for a person who is gone
   */
  public void personChanged(String userName, @Nullable PersonObject now) {
    logIn.personChanged(userName);
    for (Client client : List.copyOf(clients.values())) {
      if (client.stage() instanceof Stage.Known(var person, _)
          && person.userName().equals(userName)) {
        if (now == null || !now.enabled()) {
          client.leave("person", TlibError.CLIENT_NOT_AUTHORIZED, "the person may not log in");
        } else if (!person.hasRightsOf(now)) {
          client.leave(
              "person", TlibError.LINK_DOWN, "roles or place of the person changed: log in again");
        }
      }
    }
    settle();
  }

  /** Events may have been missed: clients must come back and ask for the state. */
  public void disconnectAll(String kind, String why) {
    Collection<Client> all = List.copyOf(clients.values());
    for (Client client : all) {
      client.agentsOf().clear(); // it is sent away to come back
      client.leave(kind, TlibError.LINK_DOWN, why);
    }
    settle();
  }

  /** Turns away whoever comes, and says goodbye to all. */
  public void stop() {
    stopping = true;
    disconnectAll("stop", "the server stops");
  }
}
