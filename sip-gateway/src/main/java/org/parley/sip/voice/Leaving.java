package org.parley.sip.voice;

import org.parley.sip.line.Line;
import org.parley.sip.message.HeaderFields;

/**
 * How a connection with a dialog ends: the endpoint has left, or is gone, or the leg is over, in
 * whatever order. Our BYE waits for the ACK of a 2xx of ours (RFC 3261 section 15); the connection
 * then stays where that ACK finds it.
 */
final class Leaving {
  private enum Stage {
    RUNNING,
    /** The dialog is over; the leg will be when our HangUp is read. */
    LEAVING,
    OVER
  }

  private final VoiceWorkspace work;
  private final Connection connection;
  private final Line line;
  private final AwaitedAck ack;
  private final DialogRecord record;
  private final Runnable stop;
  private Stage stage = Stage.RUNNING;
  private boolean hangUpWhenAcknowledged;

  /**
   * @param stop ends all that the connection does by itself
   */
  Leaving(
      VoiceWorkspace work,
      Connection connection,
      Line line,
      AwaitedAck ack,
      DialogRecord record,
      Runnable stop) {
    this.work = work;
    this.connection = connection;
    this.line = line;
    this.ack = ack;
    this.record = record;
    this.stop = stop;
  }

  boolean isRunning() {
    return stage == Stage.RUNNING;
  }

  boolean isOver() {
    return stage == Stage.OVER;
  }

  /** The far end does not go on as it should: the leg ends. */
  void breakOff() {
    if (stage == Stage.RUNNING) {
      hangUp();
      dialogOver();
    }
  }

  /** There is no dialog any more, so the leg has to end. */
  void dialogOver() {
    if (stage == Stage.RUNNING) {
      stage = Stage.LEAVING;
      stop.run();
      work.hangUp(connection.head());
      if (!work.interactions().has(connection.head())) {
        legOver();
      }
    }
  }

  /** There is no leg any more, so the dialog has to end. */
  void legOver() {
    if (stage == Stage.RUNNING) {
      hangUp();
    }
    if (stage != Stage.OVER) {
      handOver();
      record.forget();
    }
  }

  /** Nothing of it is our affair any more. */
  void handOver() {
    stage = Stage.OVER;
    stop.run();
    record.close();
    if (hangUpWhenAcknowledged) {
      work.connections().retire(connection);
    } else {
      ack.settle();
      work.connections().remove(connection);
    }
  }

  private void hangUp() {
    if (ack.isOpen()) {
      hangUpWhenAcknowledged = true;
    } else {
      line.bye(HeaderFields.none());
    }
  }

  /**
   * The ACK has come, or will not come any more.
   *
   * @return whether our BYE waited for that, and has been sent
   */
  boolean acknowledged() {
    boolean atLast = hangUpWhenAcknowledged;
    if (atLast) {
      hangUpWhenAcknowledged = false;
      line.bye(HeaderFields.none());
      if (stage == Stage.OVER) {
        work.connections().remove(connection);
      }
    }
    return atLast;
  }
}
