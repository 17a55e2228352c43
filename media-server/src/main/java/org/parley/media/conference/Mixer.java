package org.parley.media.conference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.media.audio.Frame;
import org.parley.media.sound.Sound;

/**
 * One conference. Each member hears all others; one that is disconnected hears a sound, and nobody
 * hears it; one that is muted hears all others, and nobody hears it (seed 002).
 *
 * <p>A change counts from the next frame on. Used by one thread.
 */
public final class Mixer {

  private static final class Seat {
    final Member member;
    final short[] said = new short[Frame.SAMPLES];
    boolean speaks;
    boolean muted;
    Sound.@Nullable Playing apart;

    Seat(Member member) {
      this.member = member;
    }

    boolean isHeard() {
      return apart == null && !muted;
    }
  }

  private final List<Seat> seats = new ArrayList<>();
  private final int[] sum = new int[Frame.SAMPLES];
  private final short[] heard = new short[Frame.SAMPLES];

  /**
   * @throws IllegalStateException it takes part already
   */
  public void join(Member member) {
    if (seats.stream().anyMatch(seat -> seat.member.equals(member))) {
      throw new IllegalStateException(member + " takes part already");
    }
    seats.add(new Seat(member));
  }

  /** Nothing happens if it does not take part. */
  public void leave(Member member) {
    seats.removeIf(seat -> seat.member.equals(member));
  }

  /** The member hears that sound, from its beginning, and is not heard. */
  public void disconnect(Member member, Sound sound) {
    seat(member).apart = sound.play();
  }

  public void reconnect(Member member) {
    seat(member).apart = null;
  }

  public void mute(Member member, boolean muted) {
    seat(member).muted = muted;
  }

  /** Whether {@code listener} is given what {@code speaker} says. */
  public boolean hears(Member listener, Member speaker) {
    return !listener.equals(speaker) && seat(listener).apart == null && seat(speaker).isHeard();
  }

  public int size() {
    return seats.size();
  }

  private Seat seat(Member member) {
    return seats.stream()
        .filter(seat -> seat.member.equals(member))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(member + " does not take part"));
  }

  /** One frame of everybody. All are asked what they say, those that nobody hears too. */
  public void mix() {
    Arrays.fill(sum, 0);
    for (Seat seat : seats) {
      seat.speaks = seat.member.says(seat.said) && seat.isHeard();
      if (seat.speaks) {
        for (int i = 0; i < Frame.SAMPLES; i++) {
          sum[i] += seat.said[i];
        }
      }
    }
    for (Seat seat : seats) {
      if (seat.apart != null) {
        seat.apart.next(heard);
      } else {
        withoutItself(seat);
      }
      seat.member.hears(heard);
    }
  }

  private void withoutItself(Seat seat) {
    for (int i = 0; i < Frame.SAMPLES; i++) {
      heard[i] = Frame.clip(seat.speaks ? sum[i] - seat.said[i] : sum[i]);
    }
  }
}
