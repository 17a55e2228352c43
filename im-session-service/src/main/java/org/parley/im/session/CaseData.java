package org.parley.im.session;

import static org.parley.im.session.Answers.done;
import static org.parley.im.session.Answers.refused;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.AttachedData;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand.FromClient;
import org.parley.contracts.im.ImCommand.PutUserData;
import org.parley.contracts.im.ImCommand.RemoveUserData;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.UserDataChanged;
import org.parley.contracts.im.ImSession;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;

/** The data that parties attach to the call; each sees all of it after each change. */
final class CaseData {
  /** All of it together; every change travels whole. */
  static final int MAX_BYTES = 64 * 1024;

  private CaseData() {}

  static List<ImEvent> put(ImSession session, PutUserData command) {
    return change(session, command, session.call().userData().withAll(command.userData()));
  }

  static List<ImEvent> remove(ImSession session, RemoveUserData command) {
    @Nullable String key = command.key();
    KvList before = session.call().userData();
    return change(session, command, key == null ? KvList.empty() : before.without(key));
  }

  /** Why a call cannot carry this data. */
  static Optional<Refusal> objection(KvList userData) {
    return AttachedData.bytes(userData) > MAX_BYTES
        ? Optional.of(
            new Refusal(
                TlibError.INVALID_ATTR, "the user data has more than " + MAX_BYTES + " bytes"))
        : Optional.empty();
  }

  private static List<ImEvent> change(ImSession session, FromClient command, KvList after) {
    if (after.equals(session.call().userData())) {
      return List.of(done(command));
    }
    return objection(after)
        .map(refusal -> refused(command, refusal))
        .orElseGet(() ->
            List.of(new UserDataChanged(command.origin(), command.connId(), command.by(), after)));
  }
}
