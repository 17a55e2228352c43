package org.parley.media.conference;

/** One party of a conference, to the mixer. */
public interface Member {
  /**
   * What it says now.
   *
   * @param into one frame
   * @return false: nothing, and {@code into} is as it was
   */
  boolean says(short[] into);

  /**
   * What it is given to hear now.
   *
   * @param frame only good during the call
   */
  void hears(short[] frame);
}
