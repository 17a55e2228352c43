package org.parley.tlibgateway.client;

import org.parley.tlib.TlibEvent;

/** The way to one client, whatever the transport. */
public interface Wire {

  /** Queues an event; it leaves at the next {@link #flush}. */
  void send(TlibEvent event);

  /** Queues a keep-alive question or its answer. */
  void sendAddp(boolean ping, long seq);

  void flush();

  /** Bytes that the network has not taken yet. */
  long waitingBytes();

  /** Messages that the network has not taken yet. */
  int waitingMessages();

  /** Stops taking bytes from the network, or goes on. */
  void reading(boolean on);

  /** Accepts messages up to the full length from now on; before, only what a log-in needs. */
  void trusted();

  /** Ends the connection when what was queued has left, or soon anyway. */
  void close();

  /** Where the client is: the key for log-in penalties, and what the log shows. */
  String source();

  /** The name of the transport, for metrics: tcp, tls or websocket. */
  String transport();
}
