package org.parley.media.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Trouble;
import org.parley.contracts.voice.VoiceInteraction.Place;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.media.dtmf.TelephoneEvent;
import org.parley.media.engine.RoomOnThread;
import org.parley.media.leg.PortPair;
import org.parley.media.leg.Terms;
import org.parley.media.sound.MediaRoot.NoSound;
import org.parley.media.sound.Sound;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room of a call, mixed here. Used by one thread; mixing is done by another. */
final class LiveRoom {
  private static final Logger log = LoggerFactory.getLogger(LiveRoom.class);

  private final ConnId call;
  private final Equipment equipment;
  private final RoomOnThread mixer;
  private final Map<String, Sitting> seats = new HashMap<>();

  /** Legs that have no seat though they should, with the reason; tried again and again. */
  private final Map<String, Trouble> refused = new HashMap<>();

  LiveRoom(ConnId call, Equipment equipment) {
    this.call = call;
    this.equipment = equipment;
    this.mixer = equipment.threads().open(call.toString(), leg -> complain(leg, Trouble.SILENT));
  }

  /** Makes it what it should be, and says what has come of that. */
  void become(VoiceCall state, Map<Dn, Place> places, long nanos) {
    Set<String> wanted =
        places.values().stream().map(place -> place.leg().id()).collect(Collectors.toSet());
    List.copyOf(seats.keySet()).stream().filter(leg -> !wanted.contains(leg)).forEach(this::unseat);
    refused.keySet().retainAll(wanted);
    places.forEach((dn, place) -> {
      AudioDescription far = place.leg().far();
      if (far != null) {
        become(place, far, state.apart().get(dn), nanos);
      }
    });
  }

  private void become(
      Place place, AudioDescription far, VoiceCall.@Nullable Apart apart, long nanos) {
    VoiceLeg leg = place.leg();
    Sitting sitting = seats.get(leg.id());
    if (sitting == null) {
      sitting = seat(leg, far);
    }
    if (sitting == null) {
      return;
    }
    if (!sitting.hears(place.music())) {
      sitting.hear(place.music(), place.music() == null ? null : sound(leg.id(), place.music()));
    }
    sitting.mute(place.muted());
    if (!sitting.follow(leg, far)) {
      complain(leg.id(), Trouble.NO_CODEC);
    }
    offer(leg, far, sitting, nanos);
    sitting.confirm(
        apart == null ? null : apart.request(),
        nanos,
        () -> say(new VoiceCommand.ConfirmApart(call, equipment.instance(), leg.id())));
  }

  private @Nullable Sitting seat(VoiceLeg leg, AudioDescription far) {
    Optional<Terms> terms = Formats.terms(far, leg.hosts());
    if (terms.isEmpty()) {
      refuse(leg.id(), Trouble.NO_CODEC);
      return null;
    }
    Optional<PortPair> pair = ports(leg);
    if (pair.isEmpty()) {
      refuse(leg.id(), Trouble.NO_PORTS);
      return null;
    }
    refused.remove(leg.id());
    var rtp = equipment.threads().leg(pair.get(), terms.get(), key -> pass(leg.id(), key));
    var sitting = new Sitting(leg, far, rtp, mixer);
    seats.put(leg.id(), sitting);
    return sitting;
  }

  /** Those that its endpoint knows, if they are still ours: then it need not be told of others. */
  private Optional<PortPair> ports(VoiceLeg leg) {
    AudioDescription known = leg.seats().get(call);
    Optional<PortPair> same =
        known == null || !known.host().equals(equipment.address())
            ? Optional.empty()
            : equipment.ports().open(known.port());
    return same.or(equipment.ports()::open);
  }

  private void offer(VoiceLeg leg, AudioDescription far, Sitting sitting, long nanos) {
    AudioDescription here = Formats.here(equipment.address(), sitting.rtp().ports().port(), far);
    if (sitting.isToOffer(leg.seats().get(call), here, nanos)) {
      say(new VoiceCommand.OfferSeat(call, equipment.instance(), leg.id(), here));
    }
  }

  private Sound sound(String leg, String path) {
    try {
      return equipment.sounds().read(path);
    } catch (NoSound none) {
      log.warn("{} of {} hears silence: {}", leg, call, none.getMessage());
      complain(leg, Trouble.NO_MUSIC);
      return Sound.SILENCE;
    }
  }

  /** Keys that a party's client or gateway sent, to all who hear that party. */
  void press(String leg, String digits) {
    digits
        .chars()
        .map(TelephoneEvent.KEYS::indexOf)
        .filter(key -> key >= 0)
        .forEach(key -> pass(leg, key));
  }

  private void pass(String leg, int key) {
    mixer.execute(room -> room.pass(leg, key));
  }

  private void refuse(String leg, Trouble trouble) {
    if (refused.put(leg, trouble) != trouble) {
      log.warn("{} of {} gets no seat: {}", leg, call, trouble);
      complain(leg, trouble);
    }
  }

  private void complain(String leg, Trouble trouble) {
    say(new VoiceCommand.Complain(call, equipment.instance(), leg, trouble));
  }

  private void say(VoiceCommand command) {
    equipment.commands().accept(command);
  }

  private void unseat(String leg) {
    Sitting sitting = seats.remove(leg);
    if (sitting != null) {
      mixer.execute(room -> {
        room.unseat(leg);
        equipment.ports().close(sitting.rtp().ports());
      });
    }
  }

  /** To look at it from a test. */
  RoomOnThread mixer() {
    return mixer;
  }

  int seats() {
    return seats.size();
  }

  /** All leave, and it is mixed no more. */
  void close() {
    List.copyOf(seats.keySet()).forEach(this::unseat);
    mixer.close();
  }
}
