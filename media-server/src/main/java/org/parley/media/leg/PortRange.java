package org.parley.media.leg;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The ports that audio comes in at. The pair that was given back last is given out last, so that
 * packets of a call that is over do not reach the next one.
 */
public final class PortRange {
  private final InetAddress address;
  private final Deque<Integer> free = new ArrayDeque<>();

  /**
   * @param first the lowest port that is used if it is even, else the one above it
   * @param last the highest
   * @throws IllegalArgumentException there is no pair between the two
   */
  public PortRange(InetAddress address, int first, int last) {
    this.address = address;
    for (int port = first + first % 2; port < last; port += 2) {
      free.add(port);
    }
    if (free.isEmpty() || first < 1024 || last > 65_535) {
      throw new IllegalArgumentException("no pair of ports from " + first + " to " + last);
    }
  }

  /**
   * Opens a certain pair, which may have been ours before a restart.
   *
   * @return empty: it is in use, or not one of ours
   */
  public synchronized Optional<PortPair> open(int port) {
    if (!free.removeFirstOccurrence(port)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PortPair.open(address, port));
    } catch (IOException taken) {
      free.add(port);
      return Optional.empty();
    }
  }

  /** Opens a pair; none: all are in use, by us or by others. */
  public synchronized Optional<PortPair> open() {
    for (int tries = free.size(); tries > 0; tries--) {
      int port = free.remove();
      try {
        return Optional.of(PortPair.open(address, port));
      } catch (IOException taken) {
        free.add(port); // by somebody else, who may go
      }
    }
    return Optional.empty();
  }

  /** Closes a pair of ours. */
  public void close(PortPair pair) {
    pair.close();
    synchronized (this) {
      free.add(pair.port());
    }
  }

  /** Pairs that nobody of us uses. */
  public synchronized int free() {
    return free.size();
  }
}
