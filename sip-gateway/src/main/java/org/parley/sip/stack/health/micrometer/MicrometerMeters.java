package org.parley.sip.stack.health.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.parley.sip.guard.Fault;
import org.parley.sip.stack.health.Meters;

/** Counts in a registry; each counter is looked up once. */
public final class MicrometerMeters implements Meters {
  private final MeterRegistry registry;
  private final Map<String, Counter> requests = new ConcurrentHashMap<>();
  private final Counter[] answersOut;
  private final Counter[] answersIn;
  private final Map<Direction, Counter> repeats = new EnumMap<>(Direction.class);
  private final Map<Fault, Counter> faults = new EnumMap<>(Fault.class);
  private final Map<Overload, Counter> overloads = new EnumMap<>(Overload.class);

  public MicrometerMeters(MeterRegistry registry) {
    this.registry = registry;
    this.answersOut = classes("out");
    this.answersIn = classes("in");
    for (Direction direction : Direction.values()) {
      repeats.put(
          direction, registry.counter("parley.sip.retransmissions", "direction", word(direction)));
    }
    for (Fault fault : Fault.values()) {
      faults.put(fault, registry.counter("parley.sip.rejected", "reason", word(fault)));
    }
    for (Overload reason : Overload.values()) {
      overloads.put(reason, registry.counter("parley.sip.turned.away", "reason", word(reason)));
    }
  }

  private Counter[] classes(String direction) {
    Counter[] counters = new Counter[7];
    for (int i = 1; i < counters.length; i++) {
      counters[i] =
          registry.counter("parley.sip.answers", "direction", direction, "class", i + "xx");
    }
    return counters;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <K> Counter counter(Map<K, Counter> counters, K key) {
    return Objects.requireNonNull(counters.get(key));
  }

  @Override
  public void received(String method) {
    requests
        .computeIfAbsent(method, m -> registry.counter("parley.sip.requests", "method", m))
        .increment();
  }

  @Override
  public void answered(int code) {
    answersOut[code / 100].increment();
  }

  @Override
  public void answerReceived(int code) {
    answersIn[code / 100].increment();
  }

  @Override
  public void repeated(Direction direction) {
    counter(repeats, direction).increment();
  }

  @Override
  public void refused(Fault fault) {
    counter(faults, fault).increment();
  }

  @Override
  public void overload(Overload reason) {
    counter(overloads, reason).increment();
  }

  @Override
  public void live(Gauge gauge, IntSupplier value) {
    io.micrometer.core.instrument.Gauge.builder(
            "parley.sip." + word(gauge).replace('-', '.'), value, IntSupplier::getAsInt)
        .strongReference(true)
        .register(registry);
  }
}
