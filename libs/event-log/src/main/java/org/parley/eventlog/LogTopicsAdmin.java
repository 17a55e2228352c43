package org.parley.eventlog;

import java.util.Map;

/** Creates the topics of a log as the engine needs them. */
public final class LogTopicsAdmin {

  private LogTopicsAdmin() {}

  /**
   * Creates those topics that are missing and waits until they can be used; leaves existing ones as
   * they are.
   */
  public static void ensure(
      Map<String, Object> client, LogTopics topics, int partitions, short replicationFactor) {
    throw new UnsupportedOperationException("not there yet: " + topics.events());
  }
}
