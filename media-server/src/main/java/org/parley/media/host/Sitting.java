package org.parley.media.host;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.VoiceCall.Apart;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.media.engine.RoomOnThread;
import org.parley.media.leg.RtpLeg;
import org.parley.media.leg.Terms;
import org.parley.media.sound.Sound;

/** A leg in a room, as far as it has been made what it should be. Used by one thread. */
final class Sitting {
  private final String name;
  private final RtpLeg rtp;
  private final RoomOnThread mixer;
  private final Repeats<AudioDescription> offers = new Repeats<>();
  private final Repeats<Apart.Request> confirmations = new Repeats<>();
  private AudioDescription far;
  private Set<String> hosts;
  private @Nullable String music;
  private boolean muted;

  /**
   * @param leg whose far end is known
   */
  Sitting(VoiceLeg leg, AudioDescription far, RtpLeg rtp, RoomOnThread mixer) {
    this.name = leg.id();
    this.far = far;
    this.hosts = leg.hosts();
    this.rtp = rtp;
    this.mixer = mixer;
    mixer.execute(room -> room.seat(name, rtp, System.nanoTime()));
  }

  RtpLeg rtp() {
    return rtp;
  }

  /**
   * Follows a far end that has moved.
   *
   * @return false: it takes none of our codecs any more; it is sent what it was sent before
   */
  boolean follow(VoiceLeg leg, AudioDescription now) {
    if (now.equals(far) && leg.hosts().equals(hosts)) {
      return true;
    }
    far = now;
    hosts = leg.hosts();
    Optional<Terms> terms = Formats.terms(far, hosts);
    terms.ifPresent(agreed -> mixer.execute(_ -> rtp.agree(agreed)));
    return terms.isPresent();
  }

  /** Whether it hears that already. */
  boolean hears(@Nullable String path) {
    return Objects.equals(music, path);
  }

  /**
   * @param sound null: it hears the others, and they hear it
   */
  void hear(@Nullable String path, @Nullable Sound sound) {
    music = path;
    mixer.execute(room -> {
      if (sound == null) {
        room.reconnect(name);
      } else {
        room.disconnect(name, sound);
      }
    });
  }

  void mute(boolean on) {
    if (muted != on) {
      muted = on;
      mixer.execute(room -> room.mute(name, on));
    }
  }

  /** Whether the interaction has to be told of this seat. */
  boolean isToOffer(@Nullable AudioDescription known, AudioDescription here, long nanos) {
    if (here.equals(known)) {
      offers.shown();
      return false;
    }
    return offers.isDue(here, nanos);
  }

  /**
   * Says so when the mixer has done all that it was asked for this seat.
   *
   * @param request who waits for that; null: nobody
   */
  void confirm(Apart.@Nullable Request request, long nanos, Runnable done) {
    if (request == null) {
      confirmations.shown();
    } else if (confirmations.isDue(request, nanos)) {
      mixer.execute(_ -> done.run());
    }
  }
}
