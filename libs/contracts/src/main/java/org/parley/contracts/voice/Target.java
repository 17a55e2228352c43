package org.parley.contracts.voice;

import org.parley.contracts.media.AudioDescription;

/** What the audio of a leg is to be connected to. */
public sealed interface Target {
  /** Nobody: it sends and hears nothing. */
  record Nothing() implements Target {}

  /** The endpoint of another party, or a seat in a room: the leg's endpoint is told of it. */
  record Towards(AudioDescription there) implements Target {}

  /** A seat that has no ports yet: the leg stays as it is until it has. */
  record NotYet() implements Target {}
}
