package org.parley.bench.im;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

/**
 * Connects, logs in and starts the sessions of a load, several at a time, before it is measured.
 */
final class SessionSetup {
  private static final int AT_A_TIME = 16;
  private static final long ANSWER_SECONDS = 30;

  private final InetSocketAddress address;
  private final Credentials credentials;
  private final int firstDn;
  private final int dnsPerLine;
  private final Map<Object, BlockingQueue<TlibEvent>> inboxes = new ConcurrentHashMap<>();
  private final Lines lines;

  /** Who the load logs in as. */
  record Credentials(String user, String password) {}

  /** A party of a session, ready to send. */
  record Party(Line line, long dn, ConnId connId) {}

  SessionSetup(InetSocketAddress address, Credentials credentials, int firstDn, int dnsPerLine)
      throws IOException {
    this.address = address;
    this.credentials = credentials;
    this.firstDn = firstDn;
    this.dnsPerLine = dnsPerLine;
    this.lines = new Lines(this::frame);
  }

  Lines lines() {
    return lines;
  }

  private void frame(Line line, byte[] bytes, int from, int to) {
    byte[] json = Arrays.copyOfRange(bytes, from, to);
    if (TlibCodec.decodeFromServer(json) instanceof TlibCodec.FromServer.Event(var event)) {
      inbox(event.find(Attribute.THIS_DN).<Object>map(dn -> dn).orElse(line)).add(event);
    }
  }

  private BlockingQueue<TlibEvent> inbox(Object key) {
    return inboxes.computeIfAbsent(key, any -> new LinkedBlockingQueue<>());
  }

  private TlibEvent await(Object key, String what, Predicate<TlibEvent> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
    try {
      while (true) {
        TlibEvent event = inbox(key).poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event == null) {
          throw new IllegalStateException("no " + what + " for " + key);
        }
        if (event.type() == MessageType.EVENT_ERROR) {
          throw new IllegalStateException(
              "EventError "
                  + event.get(Attribute.ERROR_CODE)
                  + " "
                  + event.get(Attribute.ERROR_MESSAGE)
                  + " instead of "
                  + what);
        }
        if (wanted.test(event)) {
          return event;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private TlibEvent await(Object key, MessageType type) {
    return await(key, type.wireName(), event -> event.type() == type);
  }

  /** Opens the connections for {@code dns} DNs and registers them, {@code dnsPerLine} on each. */
  List<Line> register(int dns) throws InterruptedException {
    int count = (dns + dnsPerLine - 1) / dnsPerLine;
    return inParallel(
        count,
        index -> {
          Line line = connect();
          int end = Math.min(dns, (index + 1) * dnsPerLine);
          for (int party = index * dnsPerLine; party < end; party++) {
            Dn dn = dn(party);
            line.send(TlibCodec.encode(new TlibRequest.RegisterAddress(1, dn, null, null, null)));
            await(dn, MessageType.EVENT_REGISTERED);
          }
          return line;
        });
  }

  private Line connect() {
    try {
      Line line = Line.open(address);
      lines.add(line);
      line.send(
          TlibCodec.encode(
              new TlibRequest.RegisterClient(
                  1,
                  "parley-bench",
                  credentials.user(),
                  credentials.password(),
                  null,
                  null,
                  null)));
      await(line, MessageType.EVENT_LINK_CONNECTED);
      return line;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Starts the sessions; party i and party n+i of the result talk to each other. */
  List<Party> startSessions(int sessions) throws InterruptedException {
    List<Line> open = register(2 * sessions);
    List<ConnId> ids =
        inParallel(
            sessions,
            session -> {
              Dn inviter = dn(session);
              Dn invited = dn(sessions + session);
              open.get(session / dnsPerLine)
                  .send(
                      TlibCodec.encode(
                          new TlibRequest.MakeCall(
                              2, inviter, invited, null, null, MediaType.CHAT, null, null, null)));
              await(inviter, MessageType.EVENT_DIALING);
              ConnId connId = await(invited, MessageType.EVENT_RINGING).require(Attribute.CONN_ID);
              open.get((sessions + session) / dnsPerLine)
                  .send(
                      TlibCodec.encode(new TlibRequest.AnswerCall(3, invited, connId, null, null)));
              await(inviter, MessageType.EVENT_ESTABLISHED);
              await(invited, MessageType.EVENT_ESTABLISHED);
              return connId;
            });
    var parties = new ArrayList<Party>();
    for (int party = 0; party < 2 * sessions; party++) {
      parties.add(
          new Party(
              open.get(party / dnsPerLine), firstDn + (long) party, ids.get(party % sessions)));
    }
    return parties;
  }

  private Dn dn(int party) {
    return new Dn(Integer.toString(firstDn + party));
  }

  private interface Step<T> {
    T run(int index);
  }

  private static <T> List<T> inParallel(int count, Step<T> step) throws InterruptedException {
    try (ExecutorService pool =
        Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      var results = new ArrayList<Future<T>>();
      for (int i = 0; i < count; i++) {
        int index = i;
        results.add(pool.submit(() -> step.run(index)));
      }
      var values = new ArrayList<T>();
      for (Future<T> result : results) {
        values.add(result.get());
      }
      return values;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("set-up failed: " + failed.getCause(), failed);
    }
  }
}
