package org.parley.sip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.RecordPosition;
import org.parley.sip.leg.Switchboard;

/** What is read of IM sessions, for those that have legs here. */
record SwitchboardNews(Switchboard switchboard) implements LogListener<ImEvent, ImSession> {
  @Override
  public void onRestored(int partition, Map<String, ImSession> sessions) {
    switchboard.sessionsRestored(partition, sessions);
  }

  @Override
  public void onRecord(
      String key,
      @Nullable ImSession before,
      List<ImEvent> events,
      @Nullable ImSession after,
      RecordPosition position) {
    switchboard.sessionChanged(position.partition(), key, before, events, after);
  }
}
