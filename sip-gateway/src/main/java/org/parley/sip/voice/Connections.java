package org.parley.sip.voice;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sip.line.DialogId;
import org.parley.sip.signalling.Received;

/** The connections of this instance. */
final class Connections {
  private final Map<String, Connection> byLeg = new HashMap<>();
  private final Map<DialogId, Connection> byDialog = new HashMap<>();
  private final Map<String, Map<String, Connection>> byInteraction = new HashMap<>();
  private final Map<Received, Connection> byInvite = new IdentityHashMap<>();

  /** Adds one, in the place of the one that it goes on from, if there is one. */
  void put(Connection connection) {
    VoiceHead head = connection.head();
    Connection before = byLeg.put(head.leg(), connection);
    if (before != null) {
      byDialog.remove(before.dialogId(), before);
    }
    byDialog.put(connection.dialogId(), connection);
    byInteraction
        .computeIfAbsent(head.interaction(), _ -> new HashMap<>())
        .put(head.leg(), connection);
  }

  /** Nothing happens if another connection has its place. */
  void remove(Connection connection) {
    retire(connection);
    byDialog.remove(connection.dialogId(), connection);
  }

  /** Its place is free, but requests in its dialog, an ACK above all, still find it. */
  void retire(Connection connection) {
    VoiceHead head = connection.head();
    byLeg.remove(head.leg(), connection);
    byInteraction.computeIfPresent(
        head.interaction(),
        (_, all) -> all.remove(head.leg(), connection) && all.isEmpty() ? null : all);
  }

  @Nullable Connection get(String leg) {
    return byLeg.get(leg);
  }

  @Nullable Connection in(DialogId dialog) {
    return byDialog.get(dialog);
  }

  /** Those of an interaction. */
  List<Connection> of(String interaction) {
    return List.copyOf(byInteraction.getOrDefault(interaction, Map.of()).values());
  }

  int size() {
    return byLeg.size();
  }

  /** An INVITE has come that somebody may be told more about. */
  void await(Received invite, Connection connection) {
    byInvite.put(invite, connection);
  }

  /** Nobody will be told more about it. */
  @Nullable Connection settled(Received invite) {
    return byInvite.remove(invite);
  }

  @Nullable Connection of(Received invite) {
    return byInvite.get(invite);
  }
}
