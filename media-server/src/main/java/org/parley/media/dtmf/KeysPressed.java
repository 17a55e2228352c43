package org.parley.media.dtmf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.parley.media.audio.Frame;
import org.parley.media.rtp.OutgoingStream;
import org.parley.media.rtp.RtpPacket;

/**
 * Presses keys towards one party: 100 ms each, 60 ms apart, instead of the audio of that time. Used
 * by one thread.
 */
public final class KeysPressed {
  /** Keys that wait at most; more are not taken. */
  public static final int MOST = 64;

  private static final int FRAMES = 5;
  private static final int PAUSE = 3;
  private static final int VOLUME = 10;

  /** RFC 4733 section 2.5.1.4: the last packet is sent three times. */
  private static final int ENDS = 3;

  private final Queue<Integer> waiting = new ArrayDeque<>();
  private int key;
  private int frame = FRAMES + PAUSE;
  private int began;

  /**
   * @return false: too many wait
   */
  public boolean press(int newKey) {
    return waiting.size() < MOST && waiting.add(newKey);
  }

  /** Whether {@link #next} has to be asked instead of sending audio. */
  public boolean isBusy() {
    return frame < FRAMES + PAUSE || !waiting.isEmpty();
  }

  /** What is to be sent in this frame; nothing between two keys. */
  public List<RtpPacket> next(OutgoingStream stream, int payloadType) {
    if (frame >= FRAMES + PAUSE) {
      key = waiting.remove();
      frame = 0;
      began = stream.timestamp();
    }
    frame++;
    List<RtpPacket> packets = new ArrayList<>();
    boolean end = frame == FRAMES;
    if (frame <= FRAMES) {
      var event = new TelephoneEvent(key, end, VOLUME, frame * Frame.SAMPLES);
      for (int i = 0; i < (end ? ENDS : 1); i++) {
        packets.add(stream.beside(payloadType, frame == 1, began, event.write()));
      }
    }
    stream.pause(Frame.SAMPLES);
    return packets;
  }
}
