package org.parley.conference.call;

import java.util.Objects;
import java.util.Optional;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCall.Apart;
import org.parley.contracts.voice.VoiceCommand.Complain;
import org.parley.contracts.voice.VoiceCommand.ConfirmApart;
import org.parley.contracts.voice.VoiceCommand.FromMediaServer;
import org.parley.contracts.voice.VoiceCommand.OfferSeat;
import org.parley.contracts.voice.VoiceCommand.TakeRoom;
import org.parley.contracts.voice.VoiceCommand.Trouble;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg;

/** What media-servers tell. Who has lost a room, and does not know it yet, is not heeded. */
final class Rooms {
  private Rooms() {}

  static void heed(Story story, FromMediaServer command) {
    Optional<VoiceCall> call = story.call(command.connId());
    if (call.isEmpty()) {
      return;
    }
    boolean isMixer = command.instance().equals(call.get().mixer());
    switch (command) {
      case TakeRoom c -> {
        if (Objects.equals(c.insteadOf(), call.get().mixer()) && !isMixer) {
          story.tell(new VoiceEvent.RoomTaken(c.connId(), c.instance()));
        }
      }
      case OfferSeat c -> {
        if (isMixer) {
          seat(story, c);
        }
      }
      case ConfirmApart c -> {
        if (isMixer) {
          story.leg(c.leg()).ifPresent(leg -> confirmed(story, call.get(), leg));
        }
      }
      case Complain c -> {
        if (isMixer && c.trouble() == Trouble.SILENT) {
          silent(story, call.get(), c.leg());
        }
      }
    }
  }

  /** Other troubles are only counted: nobody can do anything about them. */
  private static void silent(Story story, VoiceCall call, String id) {
    story
        .leg(id)
        .filter(leg -> leg.stage() == VoiceLeg.Stage.ANSWERED && call.call().has(leg.dn()))
        .ifPresent(leg -> story.tell(new VoiceEvent.LegSilent(call.connId(), leg.id())));
  }

  private static void seat(Story story, OfferSeat command) {
    story
        .leg(command.leg())
        .map(leg -> leg.seated(command.connId(), command.here()))
        .filter(seated -> !story.leg(command.leg()).equals(Optional.of(seated)))
        .ifPresent(seated -> story.tell(new VoiceEvent.LegChanged(command.connId(), seated)));
  }

  /** Not while an endpoint sends past the room still: the mixer says it again. */
  private static void confirmed(Story story, VoiceCall call, VoiceLeg leg) {
    Apart apart = call.apart().get(leg.dn());
    Apart.Request request = apart == null ? null : apart.request();
    boolean only = story.now().filter(now -> now.isOnlyInRoom(call, leg.dn())).isPresent();
    if (request != null && only) {
      story.tell(
          new VoiceEvent.ListenDisconnected(
              request.origin(), call.connId(), request.by(), leg.dn()));
    }
  }
}
