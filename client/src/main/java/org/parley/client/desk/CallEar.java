package org.parley.client.desk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.client.desk.CallBook.Entry;
import org.parley.client.desk.CallBook.State;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** Writes to the screen what happens to the voice calls of a DN, and keeps the book of them. */
final class CallEar {
  /** Ends that somebody asked for; others are those of a phone that was not reached. */
  private static final Set<CallState> WANTED =
      Set.of(
          CallState.OK,
          CallState.TRANSFERRED,
          CallState.CONFERENCED,
          CallState.REDIRECTED,
          CallState.REMOTE_RELEASE,
          CallState.CLEARED);

  private final CallBook book;
  private final Screen screen;
  private final Dn dn;

  /** The calls whose other end did not answer, which is told before their end. */
  private final Set<ConnId> refused = new HashSet<>();

  /** The calls that this desk ends for all: their end says no more than that of one's own part. */
  private final Set<ConnId> cleared = ConcurrentHashMap.newKeySet();

  private volatile @Nullable Promise promise;

  /**
   * What is told when a request about a call is acknowledged.
   *
   * @param mute who is muted by it, or heard again; null: nobody
   */
  record Promise(Entry call, String words, Mutes.@Nullable Change mute) {}

  CallEar(Dn dn, CallBook book, Screen screen) {
    this.dn = dn;
    this.book = book;
    this.screen = screen;
  }

  /**
   * The next acknowledgement is told in these words: in the order of the events, of which others
   * may tell what came of the request.
   */
  void promise(Promise words) {
    promise = words;
  }

  /** No acknowledgement will come any more. */
  void promiseNothing() {
    promise = null;
  }

  /**
   * @param forAll whether the desk has asked for the end of the call for all
   */
  void clears(ConnId connId, boolean forAll) {
    if (forAll) {
      cleared.add(connId);
    } else {
      cleared.remove(connId);
    }
  }

  void acknowledged(@Nullable ConnId connId) {
    Promise kept = promise;
    if (kept != null && kept.call().connId().equals(connId)) {
      promise = null;
      if (kept.mute() != null) {
        book.mutes().say(kept.call().connId(), kept.mute());
      }
      show(kept.call(), Tone.PLAIN, kept.words());
    }
  }

  /**
   * @return whether the event was about a voice call
   */
  boolean event(TlibEvent event) {
    ConnId connId = event.get(Attribute.CONN_ID);
    if (connId == null || !isVoice(event, connId)) {
      return false;
    }
    follow(connId, event);
    switch (event.type()) {
      case EVENT_DIALING ->
          show(book.put(connId, State.DIALING, event), Tone.PLAIN, "calling " + other(event));
      case EVENT_RINGING ->
          show(
              book.put(connId, State.RINGING, event),
              Tone.CALL,
              other(event) + " calls you" + by(event) + "   (answer or release)");
      case EVENT_ESTABLISHED ->
          show(
              book.put(connId, State.TALKING, event),
              Tone.GOOD,
              "connected"
                  + (event.find(Attribute.OTHER_DN).isPresent() ? " with " + other(event) : ""));
      case EVENT_HELD -> show(book.put(connId, State.HELD, event), Tone.QUIET, "on hold");
      case EVENT_RETRIEVED ->
          show(book.put(connId, State.TALKING, event), Tone.GOOD, "talking again");
      case EVENT_RELEASED, EVENT_ABANDONED -> ended(connId, event);
      case EVENT_DESTINATION_BUSY -> {
        refused.add(connId);
        known(connId, Tone.BAD, other(event) + ": " + state(event));
      }
      case EVENT_PARTY_CHANGED -> {
        ConnId previous = event.find(Attribute.PREVIOUS_CONN_ID).orElse(connId);
        show(
            book.moved(previous, connId, event),
            Tone.GOOD,
            state(event) + ", now with " + other(event) + by(event));
      }
      case EVENT_PARTY_ADDED -> known(connId, Tone.GOOD, other(event) + " joins" + by(event));
      case EVENT_PARTY_DELETED -> known(connId, Tone.PLAIN, other(event) + " left" + by(event));
      case EVENT_LISTEN_DISCONNECTED ->
          known(connId, Tone.PLAIN, other(event) + " is private now, with music" + by(event));
      case EVENT_LISTEN_RECONNECTED ->
          known(connId, Tone.GOOD, other(event) + " takes part again" + by(event));
      case EVENT_MUTE_ON -> known(connId, Tone.PLAIN, "you are muted" + by(event));
      case EVENT_MUTE_OFF -> known(connId, Tone.GOOD, "you are heard again" + by(event));
      case EVENT_DTMF_SENT -> known(connId, Tone.QUIET, "keys sent");
      case EVENT_ATTACHED_DATA_CHANGED -> known(connId, Tone.QUIET, "data changed" + by(event));
      case EVENT_USER_EVENT -> {
        return participants(connId, event.extensions());
      }
      default -> {
        // answers, which the desk tells
      }
    }
    return true;
  }

  private boolean isVoice(TlibEvent event, ConnId connId) {
    MediaType medium = event.get(Attribute.MEDIA_TYPE);
    return medium == MediaType.VOICE || medium == null && book.find(connId).isPresent();
  }

  private void follow(ConnId connId, TlibEvent event) {
    if (event.type() == MessageType.EVENT_USER_EVENT && Mutes.isList(event.extensions())) {
      List<String> parties = new ArrayList<>(Mutes.parties(event.extensions()));
      parties.remove(dn.number());
      book.others().are(connId, parties);
    } else {
      book.others().follow(connId, event);
    }
  }

  /** Of the list of all participants it is only news who is muted: the rest has its own events. */
  private boolean participants(ConnId connId, KvList list) {
    if (!Mutes.isList(list)) {
      return false;
    }
    for (Mutes.Change change : book.mutes().listed(connId, list)) {
      if (!change.party().equals(dn.number())) {
        known(connId, change.muted() ? Tone.PLAIN : Tone.GOOD, words(change));
      }
    }
    return true;
  }

  /** "1003 is muted", for those that are not the party. */
  static String words(Mutes.Change change) {
    return SafeText.of(change.party()) + (change.muted() ? " is muted" : " is heard again");
  }

  private void ended(ConnId connId, TlibEvent event) {
    boolean wasRefused = refused.remove(connId);
    boolean forAll = cleared.remove(connId);
    String talkOn = book.others().talkOn(connId);
    book.remove(connId)
        .ifPresent(call -> {
          CallState state = event.find(Attribute.CALL_STATE).orElse(CallState.UNKNOWN);
          boolean ownPhone =
              call.state() == State.DIALING && !wasRefused && !WANTED.contains(state);
          String why = " (" + (ownPhone ? "your own phone: " : "") + state(event) + ")";
          show(call, Tone.BAD, "ended" + (state == CallState.OK ? ownEnd(forAll, talkOn) : why));
        });
  }

  private static String ownEnd(boolean forAll, String talkOn) {
    if (forAll) {
      return " for all";
    }
    return talkOn.isEmpty() ? "" : "; " + talkOn;
  }

  private void known(ConnId connId, Tone tone, String words) {
    book.find(connId).ifPresent(call -> show(call, tone, words));
  }

  private void show(Entry call, Tone tone, String words) {
    screen.show(Line.of(Tone.QUIET, "call " + call.number() + "  ").and(tone, words));
  }

  private static String other(TlibEvent event) {
    return event.find(Attribute.OTHER_DN).map(Dn::number).map(SafeText::of).orElse("somebody");
  }

  private static String by(TlibEvent event) {
    return event
        .find(Attribute.THIRD_PARTY_DN)
        .map(third -> " (by " + SafeText.of(third.number()) + ")")
        .orElse("");
  }

  private static String state(TlibEvent event) {
    CallState state = event.find(Attribute.CALL_STATE).orElse(CallState.UNKNOWN);
    return switch (state) {
      case BUSY -> "busy";
      case NO_ANSWER -> "no answer";
      case REMOTE_RELEASE -> "by the other side";
      case TRANSFERRED -> "transferred";
      case CONFERENCED -> "conference";
      case REDIRECTED -> "redirected";
      case ABANDONED -> "given up";
      case SIT_VACANT -> "out of service";
      case SIT_INVALIDNUM -> "no such number there";
      case GENERAL_ERROR -> "cannot be reached";
      case CLEARED -> "ended for all";
      default -> state.wireName();
    };
  }
}
