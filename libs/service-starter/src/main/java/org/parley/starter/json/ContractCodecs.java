package org.parley.starter.json;

import java.util.List;
import org.parley.eventlog.LogCodec;
import tools.jackson.databind.json.JsonMapper;

/** Makes codecs that share one mapper. */
public final class ContractCodecs {
  private final JsonMapper mapper = ContractsJson.mapper(List.of());

  /** For one sealed family, or for one record. */
  public <T> LogCodec<T> of(Class<T> type) {
    return new JsonCodec<>(mapper, type);
  }

  /** For the body of an event record: all events of one command, as {@code {"events":[...]}}. */
  public <E> LogCodec<List<E>> events(Class<E> family) {
    return new EventsCodec<>(mapper, family);
  }
}
