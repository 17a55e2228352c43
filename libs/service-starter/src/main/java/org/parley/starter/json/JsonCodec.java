package org.parley.starter.json;

import org.parley.eventlog.LogCodec;
import org.parley.eventlog.UndecodableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/** Values of one family, or of one record, as UTF-8 JSON. */
public final class JsonCodec<T> implements LogCodec<T> {
  private final Class<T> type;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  /**
   * @param mapper from {@link ContractsJson}
   */
  public JsonCodec(JsonMapper mapper, Class<T> type) {
    this.type = type;
    this.writer = mapper.writerFor(type);
    this.reader = mapper.readerFor(type);
  }

  @Override
  public byte[] encode(T value) {
    return writer.writeValueAsBytes(value);
  }

  @Override
  public T decode(byte[] bytes) throws UndecodableException {
    try {
      T value = reader.readValue(bytes);
      if (value == null) {
        throw new UndecodableException("JSON null is no " + type.getSimpleName());
      }
      return value;
    } catch (JacksonException e) {
      throw undecodable(type, e);
    }
  }

  /** Says where and what kind only: Jackson's own message quotes the content. */
  static UndecodableException undecodable(Class<?> type, JacksonException e) {
    if (e instanceof InvalidTypeIdException) {
      return new UndecodableException("unknown type in family " + type.getSimpleName());
    }
    var at = e.getLocation();
    return new UndecodableException(
        "no %s: %s in line %d, column %d"
            .formatted(
                type.getSimpleName(),
                e.getClass().getSimpleName(),
                at == null ? 0 : at.getLineNr(),
                at == null ? 0 : at.getColumnNr()));
  }
}
