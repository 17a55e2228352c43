package org.parley.starter.json;

import java.util.List;
import org.parley.eventlog.LogCodec;
import org.parley.eventlog.UndecodableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of events of one command; the object around it leaves room for fields of later versions.
 */
final class EventsCodec<E> implements LogCodec<List<E>> {
  private static final String EVENTS = "events";

  private final Class<E> family;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  EventsCodec(JsonMapper mapper, Class<E> family) {
    this.family = family;
    JavaType list = mapper.getTypeFactory().constructCollectionType(List.class, family);
    this.writer = mapper.writerFor(list).withRootName(EVENTS);
    this.reader = mapper.readerFor(list).at("/" + EVENTS);
  }

  @Override
  public byte[] encode(List<E> events) {
    return writer.writeValueAsBytes(events);
  }

  @Override
  public List<E> decode(byte[] bytes) throws UndecodableException {
    try {
      List<E> events = reader.readValue(bytes);
      if (events == null) {
        throw new UndecodableException("no events of " + family.getSimpleName());
      }
      return List.copyOf(events);
    } catch (JacksonException e) {
      throw JsonCodec.undecodable(family, e);
    }
  }
}
