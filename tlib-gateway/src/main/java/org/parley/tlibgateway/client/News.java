package org.parley.tlibgateway.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.tlib.ConnId;
import org.parley.tlib.TlibError;
import org.parley.tlibgateway.site.Site;
import org.parley.tlibgateway.translation.Delivery;
import org.parley.tlibgateway.translation.ImNumbers;
import org.parley.tlibgateway.translation.ImTranslation;
import org.parley.tlibgateway.translation.RoutingTranslation;
import org.parley.tlibgateway.translation.VoiceSettings;
import org.parley.tlibgateway.translation.VoiceTranslation;

/** Takes in what the logs tell: first the projection knows it, then the clients hear of it. */
public final class News {
  private final Site site;
  private final Distribution distribution;
  private final Reception reception;
  private final Supplier<ImNumbers> numbers;
  private final Supplier<VoiceSettings> voice;
  private final GatewayMeters meters;
  private final InstantSource clock;
  private final BitSet restored = new BitSet();
  private final BitSet voiceRestored = new BitSet();
  private boolean agentsRestored;

  public News(
      Site site,
      Distribution distribution,
      Reception reception,
      Supplier<ImNumbers> numbers,
      Supplier<VoiceSettings> voice,
      GatewayMeters meters,
      InstantSource clock) {
    this.site = site;
    this.distribution = distribution;
    this.reception = reception;
    this.numbers = numbers;
    this.voice = voice;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * All IM sessions of a partition. When they come a second time, records were not seen: the
   * clients have to come back and ask for what they missed.
   */
  public void sessionsRestored(int partition, Map<String, ImSession> sessions) {
    site.restored(partition, sessions);
    if (restored.get(partition)) {
      startOver();
    }
    restored.set(partition);
  }

  public void sessionChanged(
      int partition,
      String interaction,
      @Nullable ImSession before,
      List<ImEvent> events,
      @Nullable ImSession after,
      Instant at) {
    site.put(partition, interaction, after);
    if (events.size() == 1
        && events.getFirst() instanceof ImEvent.Refused refused
        && isRedrawn(refused.origin(), refused.connId(), refused.refusal())) {
      return;
    }
    distribution.deliver(ImTranslation.translate(before, events, at, numbers.get(), site.agents()));
    for (ImEvent event : events) {
      if (event instanceof ImEvent.Said said) {
        meters.delivered(Duration.between(said.message().time(), clock.instant()));
      }
    }
  }

  /** All voice interactions of a partition; a second time as with {@link #sessionsRestored}. */
  public void voiceRestored(int partition, Map<String, VoiceInteraction> interactions) {
    site.voiceRestored(partition, interactions);
    meters.voiceCalls(site.voiceCallCount());
    if (voiceRestored.get(partition)) {
      startOver();
    }
    voiceRestored.set(partition);
  }

  public void voiceChanged(
      int partition,
      String interaction,
      @Nullable VoiceInteraction before,
      List<VoiceEvent> events,
      @Nullable VoiceInteraction after,
      Instant at) {
    site.putVoice(partition, interaction, after);
    if (events.size() == 1
        && events.getFirst() instanceof VoiceEvent.Refused refused
        && isRedrawn(refused.origin(), refused.connId(), refused.refusal())) {
      return;
    }
    List<Delivery> deliveries =
        VoiceTranslation.translate(before, events, at, voice.get(), site.agents());
    distribution.deliver(deliveries);
    meters.voiceCalls(site.voiceCallCount());
    if (!deliveries.isEmpty()) {
      meters.toldOfVoice(Duration.between(at, clock.instant()));
    }
  }

  public void agentsRestored(AgentDirectory agents) {
    site.agents(agents);
    if (agentsRestored) {
      startOver();
    }
    agentsRestored = true;
  }

  public void agentsChanged(
      AgentDirectory before, List<RoutingEvent> events, AgentDirectory after, Instant at) {
    site.agents(after);
    distribution.deliver(RoutingTranslation.translate(before, events, at));
  }

  /** Whether it was refused for its ConnID alone, and goes out again under another one. */
  private boolean isRedrawn(Origin asker, ConnId connId, Refusal refusal) {
    return refusal.error() == TlibError.REQ_IN_PROGRESS && reception.redraw(asker, connId);
  }

  private void startOver() {
    reception.disconnectAll("reread", "events may have been missed; connect again");
  }
}
