package org.parley.conference.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.AttachedData;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand.FromClient;
import org.parley.contracts.voice.VoiceCommand.PutUserData;
import org.parley.contracts.voice.VoiceCommand.RemoveUserData;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;

/** The data that parties attach to the call; each sees all of it after each change. */
final class CaseData {
  /** All of it together; every change travels whole. */
  static final int MAX_BYTES = 64 * 1024;

  private CaseData() {}

  static void put(Story story, VoiceCall call, PutUserData command) {
    change(story, call, command, call.call().userData().withAll(command.userData()));
  }

  static void remove(Story story, VoiceCall call, RemoveUserData command) {
    @Nullable String key = command.key();
    KvList before = call.call().userData();
    change(story, call, command, key == null ? KvList.empty() : before.without(key));
  }

  /** Why a call cannot carry this data. */
  static Optional<Refusal> objection(KvList userData) {
    return AttachedData.bytes(userData) > MAX_BYTES
        ? Optional.of(
            new Refusal(
                TlibError.INVALID_ATTR, "the user data has more than " + MAX_BYTES + " bytes"))
        : Optional.empty();
  }

  private static void change(Story story, VoiceCall call, FromClient command, KvList after) {
    Optional<Refusal> objection = objection(after);
    if (after.equals(call.call().userData())) {
      story.acknowledge(command.origin(), command.connId(), command.by());
    } else if (objection.isPresent()) {
      story.refuse(command, objection.get());
    } else {
      story.tell(
          new VoiceEvent.UserDataChanged(command.origin(), command.connId(), command.by(), after));
    }
  }
}
