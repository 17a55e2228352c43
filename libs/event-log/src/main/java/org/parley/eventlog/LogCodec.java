package org.parley.eventlog;

/** Bytes of one Kafka value, and back. Called by several threads. */
public interface LogCodec<T> {

  byte[] encode(T value);

  T decode(byte[] bytes) throws UndecodableException;
}
