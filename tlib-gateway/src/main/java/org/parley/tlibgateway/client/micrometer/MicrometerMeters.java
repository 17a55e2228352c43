package org.parley.tlibgateway.client.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.tlib.MessageType;
import org.parley.tlibgateway.client.GatewayMeters;

/** Counts in a registry; the counters of the message path are looked up once. */
public final class MicrometerMeters implements GatewayMeters {
  private record RequestOutcome(MessageType type, String outcome) {}

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> connections = new HashMap<>();
  private final Map<RequestOutcome, Counter> requests = new HashMap<>();
  private final Timer delivery;
  private final Timer voiceDelivery;
  private final AtomicInteger voiceCalls;

  public MicrometerMeters(MeterRegistry registry) {
    this.registry = registry;
    this.delivery =
        Timer.builder("parley.tlib.delivery")
            .description("From the acceptance of a message to its way out to the clients")
            .publishPercentileHistogram()
            .register(registry);
    this.voiceDelivery =
        Timer.builder("parley.tlib.voice.delivery")
            .description("From a decision about a voice call to its events' way out to the clients")
            .publishPercentileHistogram()
            .register(registry);
    this.voiceCalls = registry.gauge("parley.tlib.voice.calls", new AtomicInteger());
  }

  @Override
  public void connected(String transport) {
    connections.computeIfAbsent(transport, this::gauge).incrementAndGet();
  }

  @Override
  public void disconnected(String transport) {
    connections.computeIfAbsent(transport, this::gauge).decrementAndGet();
  }

  private AtomicInteger gauge(String transport) {
    AtomicInteger count = new AtomicInteger();
    Gauge.builder("parley.tlib.connections", count, AtomicInteger::get)
        .tag("transport", transport)
        .strongReference(true)
        .register(registry);
    return count;
  }

  @Override
  public void request(MessageType type, String outcome) {
    requests
        .computeIfAbsent(
            new RequestOutcome(type, outcome),
            key ->
                registry.counter(
                    "parley.tlib.requests",
                    "type",
                    key.type().wireName(),
                    "outcome",
                    key.outcome()))
        .increment();
  }

  @Override
  public void frameRefused(String reason) {
    registry.counter("parley.tlib.frames.refused", "reason", reason).increment();
  }

  @Override
  public void dropped(String reason) {
    registry.counter("parley.tlib.clients.dropped", "reason", reason).increment();
  }

  @Override
  public void delivered(Duration afterAcceptance) {
    delivery.record(afterAcceptance.isNegative() ? Duration.ZERO : afterAcceptance);
  }

  @Override
  public void voiceCalls(int live) {
    voiceCalls.set(live);
  }

  @Override
  public void toldOfVoice(Duration afterDecision) {
    voiceDelivery.record(afterDecision.isNegative() ? Duration.ZERO : afterDecision);
  }
}
