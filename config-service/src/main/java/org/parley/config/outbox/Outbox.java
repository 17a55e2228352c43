package org.parley.config.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;

/** What is not on the topic yet. */
public interface Outbox {

  /** Inside the transaction of the change. */
  void add(ConfigObject object);

  /** Inside the transaction of the change. */
  void addRemoved(ConfigKey key);

  /** Something was added and has committed. */
  void wake();

  /**
   * Returns at {@link #wake}, or when the time is over: an entry may come from another instance.
   */
  void awaitEntries(Duration atMost) throws InterruptedException;

  /** Makes the caller the one that carries entries over; empty while somebody else is. */
  Optional<Lead> tryLead();

  long backlog();

  /**
   * Held by one relay of all instances at a time. Lost with its database connection: every call
   * fails then.
   */
  interface Lead extends AutoCloseable {
    /** The oldest entries, in commit order. */
    List<Entry> next(int max);

    /** Takes away what is on the topic. */
    void published(long upTo);

    @Override
    void close();
  }

  /**
   * One object as it was after a change.
   *
   * @param payload none when it was deleted
   */
  record Entry(long position, String key, byte @Nullable [] payload) {}
}
