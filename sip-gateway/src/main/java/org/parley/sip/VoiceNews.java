package org.parley.sip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.RecordPosition;
import org.parley.sip.voice.VoiceBoard;

/** What is read of voice calls, for those that have legs here. */
record VoiceNews(VoiceBoard board) implements LogListener<VoiceEvent, VoiceInteraction> {
  @Override
  public void onRestored(int partition, Map<String, VoiceInteraction> interactions) {
    board.interactionsRestored(partition, interactions);
  }

  @Override
  public void onRecord(
      String key,
      @Nullable VoiceInteraction before,
      List<VoiceEvent> events,
      @Nullable VoiceInteraction after,
      RecordPosition position) {
    board.interactionChanged(position.partition(), key, events, after);
  }
}
