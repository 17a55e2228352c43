package org.parley.tlibgateway.client;

import java.time.Duration;

/**
 * What a client may take of the gateway's memory and patience.
 *
 * @param loginTimeout a connection that has not logged in by then is closed
 * @param connections at most so many at a time; the next one is turned away
 * @param strangers at most so many of them that have not logged in
 * @param unanswered requests waiting for the log before the gateway stops reading from the client
 * @param answerTimeout after this a request that the log did not answer gets error 57
 * @param waitingBytes bytes the client may leave unread before it is disconnected
 * @param waitingMessages messages the client may leave unread before it is disconnected
 * @param stalled a client that leaves everything unread for so long is disconnected
 */
public record ClientLimits(
    Duration loginTimeout,
    int connections,
    int strangers,
    int unanswered,
    Duration answerTimeout,
    long waitingBytes,
    int waitingMessages,
    Duration stalled) {

  /** Above this the gateway does not read further requests, whose answers would wait as well. */
  long unreadBytesBeforePause() {
    return waitingBytes / 4;
  }

  int unreadMessagesBeforePause() {
    return waitingMessages / 4;
  }
}
