package org.parley.tlib.client;

import org.parley.tlib.Attribute;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** What became of a request. */
public sealed interface Answer {
  /** It was carried out, durably; the event tells how. */
  record Done(TlibEvent event) implements Answer {}

  /**
   * It changed nothing.
   *
   * @param errorCode a number of {@link org.parley.tlib.TlibError}, or of a newer server
   */
  record Refused(int errorCode, String errorMessage) implements Answer {}

  /**
   * There was no answer.
   *
   * @param sent whether the request may have been carried out all the same
   */
  record Missing(String reason, boolean sent) implements Answer {}

  /** What an event with the request's referenceId means. */
  static Answer of(TlibEvent event) {
    return event.type() == MessageType.EVENT_ERROR
        ? new Refused(
            event.find(Attribute.ERROR_CODE).orElse(0),
            event.find(Attribute.ERROR_MESSAGE).orElse(""))
        : new Done(event);
  }

  default boolean isDone() {
    return this instanceof Done;
  }

  /**
   * The event, for callers to whom anything else is a surprise.
   *
   * @throws IllegalStateException unless this is {@link Done}
   */
  default TlibEvent orThrow() {
    return switch (this) {
      case Done(var event) -> event;
      case Refused(int code, var message) ->
          throw new IllegalStateException("refused with error " + code + ": " + message);
      case Missing(var reason, _) -> throw new IllegalStateException("no answer: " + reason);
    };
  }
}
