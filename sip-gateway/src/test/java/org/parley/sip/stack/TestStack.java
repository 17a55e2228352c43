package org.parley.sip.stack;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;
import org.parley.sip.signalling.Signalling;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.transaction.TimerValues;
import org.parley.sip.stack.transaction.UasRules;

/** A running stack and, behind it, someone who answers as told and remembers what he was told. */
final class TestStack implements AutoCloseable {
  static final TimerValues FAST =
      new TimerValues(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(40));
  static final UasRules RULES =
      new UasRules(
          new TreeSet<>(Set.of("INVITE", "BYE", "OPTIONS", "REGISTER", "MESSAGE", "UPDATE")),
          new TreeSet<>(Set.of("timer")),
          new TreeSet<>(Set.of("application/sdp", "text/*")),
          16 * 1024);

  final BlockingQueue<Received> requests = new LinkedBlockingQueue<>();
  final BlockingQueue<SipRequest> acks = new LinkedBlockingQueue<>();
  final BlockingQueue<Received> unacknowledged = new LinkedBlockingQueue<>();
  final BlockingQueue<Received> cancelled = new LinkedBlockingQueue<>();
  final BlockingQueue<SipResponse> strays = new LinkedBlockingQueue<>();
  final BlockingQueue<Flow> lost = new LinkedBlockingQueue<>();

  private final ExecutorService gateway =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("gateway").daemon().factory());
  private final SipStack stack;
  private final Map<Transport, Integer> ports;
  private volatile Consumer<Received> manner = TestStack::simple;

  TestStack(StackSettings settings) {
    this(settings, Meters.NONE);
  }

  TestStack(StackSettings settings, Meters meters) {
    stack = new SipStack(settings, gateway, meters);
    ports =
        stack.start(
            new Requests() {
              @Override
              public void onRequest(Received received) {
                requests.add(received);
                manner.accept(received);
              }

              @Override
              public void onAck(SipRequest ack) {
                acks.add(ack);
              }

              @Override
              public void onNoAck(Received invite) {
                unacknowledged.add(invite);
              }

              @Override
              public void onCancel(Received invite) {
                cancelled.add(invite);
              }

              @Override
              public void onStraySuccess(SipResponse response) {
                strays.add(response);
              }

              @Override
              public void onFlowLost(Flow flow) {
                lost.add(flow);
              }
            });
  }

  /** With fast timers, over UDP and TCP. */
  static TestStack fast() {
    return new TestStack(StackSettings.local(0, 0, RULES).with(FAST));
  }

  /** Like a telephone that is in use. */
  static void simple(Received received) {
    received.answer(
        switch (received.request().method()) {
          case "INVITE" -> Answer.of(486, "Busy Here");
          case "BYE", "UPDATE" -> Answer.of(481, "Call/Transaction Does Not Exist");
          case String _ -> Answer.of(200, "OK");
        });
  }

  void behave(Consumer<Received> other) {
    manner = other;
  }

  int udp() {
    return ports.get(Transport.UDP);
  }

  int port(Transport transport) {
    return ports.get(transport);
  }

  SipStack stack() {
    return stack;
  }

  /** Does it on the gateway thread. */
  void run(Runnable task) {
    gateway.execute(task);
  }

  void acknowledge(OutgoingRequest ack) {
    run(() -> stack.signalling().acknowledge(ack));
  }

  /** Sends it; the answers go into the queue. */
  Signalling.Sent send(OutgoingRequest request, BlockingQueue<SipResponse> answers) {
    try {
      return gateway.submit(() -> stack.signalling().send(request, answers::add)).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static <T> T next(BlockingQueue<T> queue) {
    try {
      T item = queue.poll(5, TimeUnit.SECONDS);
      if (item == null) {
        throw new AssertionError("nothing came");
      }
      return item;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stack.close();
    gateway.shutdownNow();
  }
}
