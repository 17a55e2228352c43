package org.parley.sip.stack;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sip.guard.Echo;
import org.parley.sip.guard.Fault;
import org.parley.sip.guard.Guard;
import org.parley.sip.guard.Verdict.Accepted;
import org.parley.sip.guard.Verdict.Ignored;
import org.parley.sip.guard.Verdict.Rejected;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.SourceLimits;
import org.parley.sip.stack.health.SourceLimits.Ruling;
import org.parley.sip.stack.health.Trace;
import org.parley.sip.stack.health.Trace.Way;
import org.parley.sip.stack.jain.JainParser;
import org.parley.sip.stack.netty.Intake;
import org.parley.sip.stack.transaction.Carrier;
import org.parley.sip.stack.transaction.Overloads;
import org.parley.sip.stack.transaction.Tags;
import org.parley.sip.stack.wire.AnswerText;
import org.parley.sip.stack.wire.Inbound;
import org.parley.sip.stack.wire.Via;

/**
 * What happens to a message before the gateway thread sees it, on the thread that read it: limit of
 * its source, guard, parser, hand-over. What ends here is answered here, without a transaction.
 */
final class Reception implements Intake {
  private final SourceLimits sources;
  private final Carrier carrier;
  private final Executor gateway;
  private final int handOverLimit;
  private final Meters meters;
  private final Trace trace;
  private final Consumer<Inbound> messages;
  private final Consumer<Flow> losses;
  private final AtomicInteger handOver = new AtomicInteger();

  Reception(
      SourceLimits sources,
      Carrier carrier,
      Executor gateway,
      int handOverLimit,
      Meters meters,
      Trace trace,
      Consumer<Inbound> messages,
      Consumer<Flow> losses) {
    this.sources = sources;
    this.carrier = carrier;
    this.gateway = gateway;
    this.handOverLimit = handOverLimit;
    this.meters = meters;
    this.trace = trace;
    this.messages = messages;
    this.losses = losses;
    meters.live(Meters.Gauge.HAND_OVER, handOver::get);
  }

  @Override
  public void message(Flow source, byte[] bytes) {
    Ruling ruling = isAnswer(bytes) ? Ruling.SERVE : sources.ask(source.host());
    if (ruling == Ruling.DROP) {
      meters.overload(Meters.Overload.SOURCE);
      return;
    }
    switch (Guard.check(bytes, source.transport().isReliable())) {
      case Ignored() -> {}
      case Rejected rejected -> reject(source, bytes, rejected);
      case Accepted accepted -> {
        if (ruling == Ruling.TURN_AWAY) {
          meters.overload(Meters.Overload.SOURCE);
          turnAway(source, bytes, accepted);
        } else {
          read(source, bytes, accepted);
        }
      }
    }
  }

  private static boolean isAnswer(byte[] bytes) {
    return bytes.length > 4
        && bytes[0] == 'S'
        && bytes[1] == 'I'
        && bytes[2] == 'P'
        && bytes[3] == '/';
  }

  @Override
  public void unframed(Flow source, byte[] bytes, Fault fault) {
    reject(source, bytes, Guard.rejected(fault, bytes, 0));
  }

  @Override
  public void lost(Flow flow) {
    try {
      gateway.execute(() -> losses.accept(flow));
    } catch (RejectedExecutionException e) {
      // The gateway has ended; so have all flows.
    }
  }

  private void read(Flow source, byte[] bytes, Accepted accepted) {
    @Nullable Inbound inbound = JainParser.parse(bytes, accepted, source);
    if (inbound == null) {
      reject(source, bytes, Guard.rejected(Fault.UNPARSED, bytes, accepted.start()));
      return;
    }
    switch (inbound) {
      case Inbound.Request(var request, _, _) ->
          trace.message(Way.IN, source, request.from(), request.to(), bytes);
      case Inbound.Response(var response, _) ->
          trace.message(Way.IN, source, response.from(), response.to(), bytes);
    }
    if (handOver.incrementAndGet() > handOverLimit) {
      handOver.decrementAndGet();
      meters.overload(Meters.Overload.HAND_OVER);
      turnAway(source, bytes, accepted);
      return;
    }
    try {
      gateway.execute(() -> {
        handOver.decrementAndGet();
        messages.accept(inbound);
      });
    } catch (RejectedExecutionException e) {
      handOver.decrementAndGet();
      turnAway(source, bytes, accepted);
    }
  }

  private void reject(Flow source, byte[] bytes, Rejected rejected) {
    meters.refused(rejected.fault());
    trace.unread(Way.IN, source, bytes);
    @Nullable Echo echo = rejected.echo();
    if (echo != null) {
      answer(source, echo, Answer.of(rejected.fault().code(), rejected.fault().phrase()));
    }
  }

  private void turnAway(Flow source, byte[] bytes, Accepted accepted) {
    @Nullable Echo echo = Guard.rejected(Fault.UNPARSED, bytes, accepted.start()).echo();
    if (echo != null) {
      answer(source, echo, Overloads.ANSWER);
    }
  }

  private void answer(Flow source, Echo echo, Answer answer) {
    Via via = Via.top(echo.vias());
    Echo stamped = echo.with(via.stamped(echo.vias(), source));
    @Nullable String to = echo.to();
    boolean tagged = to != null && to.replace(" ", "").contains(";tag=");
    byte[] bytes =
        AnswerText.stateless(stamped, answer, tagged ? null : Tags.of(echo.callId() + via.text()));
    meters.answered(answer.code());
    trace.unread(Way.OUT, source, bytes);
    carrier.send(via.answerTo(source), bytes, false, () -> {});
  }
}
