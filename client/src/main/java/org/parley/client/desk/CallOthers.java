package org.parley.client.desk;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibEvent;

/**
 * Who else takes part in the calls of a DN, as far as that has been told completely: by the
 * LCTParty list, by an answer that names all, or by the events from the call's beginning on.
 */
final class CallOthers {
  private static final int NAMED = 4;

  private final Map<ConnId, Set<String>> others = new HashMap<>();

  /** All of them. */
  synchronized void are(ConnId connId, List<String> names) {
    others.put(connId, new LinkedHashSet<>(names));
  }

  /** The same, unless it is known what has happened since. */
  synchronized void were(ConnId connId, List<String> names) {
    others.putIfAbsent(connId, new LinkedHashSet<>(names));
  }

  synchronized void follow(ConnId connId, TlibEvent event) {
    List<String> other = event.find(Attribute.OTHER_DN).map(Dn::number).stream().toList();
    switch (event.type()) {
      case EVENT_DIALING, EVENT_RINGING, EVENT_ESTABLISHED, EVENT_PARTY_CHANGED -> {
        // Where there are several, it names none.
        if (other.isEmpty()) {
          forget(connId);
        } else {
          are(connId, other);
        }
      }
      case EVENT_PARTY_ADDED -> known(connId).addAll(other);
      case EVENT_PARTY_DELETED -> other.forEach(known(connId)::remove);
      default -> {
        // says nothing of who takes part
      }
    }
  }

  private Set<String> known(ConnId connId) {
    return others.getOrDefault(connId, new LinkedHashSet<>());
  }

  synchronized void forget(ConnId connId) {
    others.remove(connId);
  }

  /** "1002 and 1003 talk on", when this DN leaves; empty: nobody does, or it is not known. */
  synchronized String talkOn(ConnId connId) {
    List<String> names = known(connId).stream().map(SafeText::of).toList();
    if (names.size() < 2) {
      return "";
    }
    if (names.size() > NAMED) {
      return names.size() + " others talk on";
    }
    return String.join(", ", names.subList(0, names.size() - 1))
        + " and "
        + names.getLast()
        + " talk on";
  }
}
