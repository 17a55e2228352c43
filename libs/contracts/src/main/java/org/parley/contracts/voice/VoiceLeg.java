package org.parley.contracts.voice;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.tlib.Dn;

/**
 * The connection to one party's endpoint. A DN has one for all calls of an interaction: which of
 * them it hears is the affair of {@link Target}.
 *
 * @param id unique for ever
 * @param stage how far it has come
 * @param far what the endpoint said of its audio; null: nothing yet
 * @param hosts from which its packets may come
 */
public record VoiceLeg(
    String id, Dn dn, Stage stage, @Nullable AudioDescription far, Set<String> hosts) {

  public VoiceLeg {
    hosts = Set.copyOf(hosts);
  }

  /** Towards being answered. */
  public enum Stage {
    /** The endpoint called us, and has no answer yet. */
    CALLING,
    /** We call the endpoint. */
    CALLED,
    /** Answered by whoever had to. */
    ANSWERED
  }
}
