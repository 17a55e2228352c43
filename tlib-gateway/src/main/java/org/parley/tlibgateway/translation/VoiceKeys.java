package org.parley.tlibgateway.translation;

/** The Extensions keys of requests about voice calls (docs/tlib.md). */
public final class VoiceKeys {
  /** On RequestListenDisconnect: what the party hears, instead of music-listen-disconnect. */
  public static final String MUSIC = "music";

  private VoiceKeys() {}
}
