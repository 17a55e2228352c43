package org.parley.sip.stack.netty;

import org.parley.sip.guard.Fault;
import org.parley.sip.message.Flow;

/** Told what came in, on the thread that read it. */
public interface Intake {

  /** A datagram, or what a stream had between two ends of messages. */
  void message(Flow source, byte[] bytes);

  /** A stream does not say where its message ends; it is closed afterwards. */
  void unframed(Flow source, byte[] bytes, Fault fault);

  /** A connection is gone. */
  void lost(Flow flow);
}
