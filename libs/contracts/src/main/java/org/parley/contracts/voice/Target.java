package org.parley.contracts.voice;

import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/** What the audio of a leg is connected to. */
public sealed interface Target {
  /** Nobody: it sends and hears nothing. */
  record Nothing() implements Target {}

  /** The endpoint of another party, directly. */
  record Peer(Dn dn) implements Target {}

  /** The mixer of a call. */
  record InRoom(ConnId conference) implements Target {}
}
