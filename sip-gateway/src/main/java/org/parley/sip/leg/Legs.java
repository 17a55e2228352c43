package org.parley.sip.leg;

import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sip.line.DialogId;
import org.parley.sip.signalling.Received;

/** The legs of this instance. */
final class Legs {
  private final Map<LegKey, Leg> byKey = new HashMap<>();
  private final Map<DialogId, Leg> byDialog = new HashMap<>();
  private final Map<Received, Leg> byInvite = new IdentityHashMap<>();
  private long numbers;

  long nextNumber() {
    return ++numbers;
  }

  /** Adds a leg, in the place of the one that it goes on from, if there is one. */
  void put(Leg leg) {
    Leg before = byKey.put(leg.head().key(), leg);
    if (before != null) {
      before.dialogId().ifPresent(id -> byDialog.remove(id, before));
    }
    leg.dialogId().ifPresent(id -> byDialog.put(id, leg));
  }

  /** Nothing happens if another leg has its place. */
  void remove(Leg leg) {
    byKey.remove(leg.head().key(), leg);
    leg.dialogId().ifPresent(id -> byDialog.remove(id, leg));
  }

  /** Its place is free, but requests in its dialog, an ACK above all, still find it. */
  void retire(Leg leg) {
    byKey.remove(leg.head().key(), leg);
  }

  @Nullable Leg get(LegKey key) {
    return byKey.get(key);
  }

  @Nullable Leg in(DialogId dialog) {
    return byDialog.get(dialog);
  }

  Collection<Leg> all() {
    return List.copyOf(byKey.values());
  }

  int size() {
    return byKey.size();
  }

  /** An INVITE has come that somebody may be told more about. */
  void await(Received invite, Leg leg) {
    byInvite.put(invite, leg);
  }

  /** Nobody will be told more about it. */
  @Nullable Leg settled(Received invite) {
    return byInvite.remove(invite);
  }

  @Nullable Leg of(Received invite) {
    return byInvite.get(invite);
  }

  int awaited() {
    return byInvite.size();
  }
}
