package org.parley.tlib.client.im;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.client.Answer;
import org.parley.tlib.client.LinkInfo;
import org.parley.tlib.client.Requests;
import org.parley.tlib.client.im.ImClient.Key;

/**
 * Brings conversations up to date after a connection came (back): compares them with the snapshot
 * of their DN, and sees to it that what was missed is fetched. Runs on the client's event thread
 * alone.
 */
final class CatchUp {
  private static final int CONNECTED = 0xC;
  private static final int ALERTING = 0xA;
  private static final int TELEPHONY_STATE = 0xF;
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);
  private static final Set<Integer> PASSING =
      Set.of(
          TlibError.REQ_IN_PROGRESS.code(),
          TlibError.TOO_MANY_REQ.code(),
          TlibError.SERV_UNAVAIL.code());

  private final ImClient client;
  private final ImEvents events;
  private final ImListener listener;
  private final Set<ImConversation> behind = new HashSet<>();
  private int fetched;
  private boolean up;
  private boolean tellWhenDone;

  CatchUp(ImClient client, ImEvents events, ImListener listener) {
    this.client = client;
    this.events = events;
    this.listener = listener;
  }

  void linkUp(LinkInfo link) {
    up = true;
    tellWhenDone = link.again();
    listener.connected(link);
    tellIfDone();
  }

  void linkDown() {
    up = false;
    behind.clear();
    fetched = 0;
    client.conversations().forEach(ImConversation::offline);
  }

  /** A DN is registered (again); its snapshot is the truth about its calls. */
  void registered(Dn dn, TlibEvent snapshot) {
    Map<ConnId, Integer> live = ImSnapshot.imCalls(snapshot.extensions());
    for (ImConversation conversation : client.conversations()) {
      if (conversation.dn().equals(dn)) {
        compare(conversation, live);
      }
    }
    live.forEach((connId, state) -> {
      var key = new Key(dn, connId);
      if (client.known(key) == null) {
        discovered(key, state);
      }
    });
  }

  private void compare(ImConversation conversation, Map<ConnId, Integer> live) {
    conversation.beginCatchUp();
    behind.add(conversation);
    Integer state = live.get(conversation.connId());
    if (state == null) {
      events.end(conversation, ImEnd.WHILE_AWAY);
    } else if ((state & TELEPHONY_STATE) == CONNECTED) {
      events.connected(conversation);
    }
    client.askFor(conversation);
  }

  /** A call that began before this client, or while it was away. */
  private void discovered(Key key, int state) {
    ImConversation conversation = client.conversation(key, (state & TELEPHONY_STATE) == ALERTING);
    if ((state & TELEPHONY_STATE) == CONNECTED) {
      conversation.isConnected();
    }
    conversation.beginCatchUp();
    behind.add(conversation);
    client
        .tlib()
        .request(Requests.queryCall(key.dn(), key.connId()))
        .thenAccept(answer -> client.tlib().runInOrder(() -> parties(conversation, answer)));
  }

  private void parties(ImConversation conversation, Answer answer) {
    if (answer instanceof Answer.Done(var info)) {
      KvList extensions = info.extensions();
      IntStream.rangeClosed(1, extensions.size())
          .mapToObj(n -> extensions.text("party-" + n).orElse(""))
          .filter(number -> !number.isEmpty())
          .filter(number -> !number.equals(conversation.dn().number()))
          .findFirst()
          .ifPresent(number -> conversation.isWith(new Dn(number)));
      info.find(Attribute.CALL_TYPE).ifPresent(conversation::hasType);
      info.find(Attribute.USER_DATA).ifPresent(conversation::hasData);
    }
    if (conversation.isIncoming() && conversation.state() == ImState.ESTABLISHING) {
      listener.invited(conversation);
    } else {
      listener.changed(conversation);
    }
    client.askFor(conversation);
  }

  /** The answer to a question for what was missed. */
  void transcript(ImConversation conversation, Answer answer) {
    switch (answer) {
      case Answer.Done(var event) -> {
        List<ImText> next =
            conversation.answered(
                ImEvents.readTranscript(event.extensions()), ImEvents.hasMore(event.extensions()));
        fetched += behind.contains(conversation) ? next.size() : 0;
        events.tell(conversation, next);
      }
      case Answer.Refused(int code, _) -> {
        if (PASSING.contains(code)) {
          askAgain(conversation);
          return;
        }
        events.tell(conversation, conversation.answered(List.of(), false));
      }
      case Answer.Missing _ -> {
        conversation.unanswered();
        if (client.tlib().isConnected() && up) {
          askAgain(conversation);
        }
        return;
      }
    }
    client.askFor(conversation);
    if (conversation.isSettled()) {
      if (conversation.settle()) {
        events.ended(conversation);
      }
      behind.remove(conversation);
      tellIfDone();
    }
  }

  private void askAgain(ImConversation conversation) {
    conversation.unanswered();
    client.later(ASK_AGAIN, () -> client.tlib().runInOrder(() -> client.askFor(conversation)));
  }

  private void tellIfDone() {
    if (up && behind.isEmpty() && tellWhenDone) {
      tellWhenDone = false;
      listener.caughtUp(fetched);
      fetched = 0;
    }
  }
}
