package org.parley.tlib.client.im;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.client.Answer;
import org.parley.tlib.client.LinkDown;
import org.parley.tlib.client.LinkInfo;
import org.parley.tlib.client.TlibListener;
import org.parley.tlib.client.im.ImClient.Key;

/**
 * Turns T-Library events into the life of conversations. Runs on the client's event thread alone,
 * so that its own fields need no lock.
 */
final class ImEvents implements TlibListener {
  private final ImClient client;
  private final ImListener listener;
  private final CountDownLatch started = new CountDownLatch(1);

  private final CatchUp catchUp;

  ImEvents(ImClient client, ImListener listener) {
    this.client = client;
    this.listener = listener;
    this.catchUp = new CatchUp(client, this, listener);
  }

  CatchUp catchUp() {
    return catchUp;
  }

  /** The client is complete; no event is looked at before. */
  void start() {
    started.countDown();
  }

  private void awaitStart() {
    try {
      started.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void linkUp(LinkInfo link) {
    awaitStart();
    catchUp.linkUp(link);
  }

  @Override
  public void linkDown(String reason, LinkDown outlook) {
    awaitStart();
    catchUp.linkDown();
    listener.connectionLost(reason, outlook);
  }

  @Override
  public void registrationLost(Dn dn, Answer.Refused why) {
    client.conversations().stream()
        .filter(conversation -> conversation.dn().equals(dn))
        .forEach(conversation -> end(conversation, ImEnd.WHILE_AWAY));
  }

  @Override
  public void registered(Dn dn, TlibEvent snapshot) {
    awaitStart();
    catchUp.registered(dn, snapshot);
  }

  @Override
  public void event(TlibEvent event) {
    awaitStart();
    Dn dn = event.get(Attribute.THIS_DN);
    ConnId connId = event.get(Attribute.CONN_ID);
    if (dn == null || connId == null) {
      listener.event(event);
      return;
    }
    var key = new Key(dn, connId);
    ImConversation known = client.known(key);
    if (known == null && event.get(Attribute.MEDIA_TYPE) != MediaType.CHAT) {
      listener.event(event);
      return;
    }
    switch (event.type()) {
      case EVENT_DIALING, EVENT_RINGING -> begins(key, event);
      case EVENT_ESTABLISHED -> {
        ImConversation conversation = client.conversation(key, false);
        conversation.isWith(event.get(Attribute.OTHER_DN));
        event.find(Attribute.CALL_TYPE).ifPresent(conversation::hasType);
        connected(conversation);
      }
      case EVENT_PRIVATE_INFO -> privateInfo(key, known, event);
      default -> {
        if (known == null) {
          listener.event(event);
        } else {
          happened(known, event);
        }
      }
    }
  }

  private void begins(Key key, TlibEvent event) {
    boolean isNew = client.known(key) == null;
    boolean incoming = event.type() == MessageType.EVENT_RINGING;
    ImConversation conversation = client.conversation(key, incoming);
    conversation.isWith(event.get(Attribute.OTHER_DN));
    event.find(Attribute.CALL_TYPE).ifPresent(conversation::hasType);
    event.find(Attribute.USER_DATA).ifPresent(conversation::hasData);
    event.extensions().text("im-text").ifPresent(conversation::invitedWith);
    if (!incoming) {
      listener.changed(conversation);
    } else if (isNew) {
      listener.invited(conversation);
    }
  }

  void connected(ImConversation conversation) {
    if (conversation.state() == ImState.ESTABLISHING) {
      conversation.isConnected();
      listener.changed(conversation);
    }
  }

  private void happened(ImConversation conversation, TlibEvent event) {
    switch (event.type()) {
      case EVENT_DESTINATION_BUSY ->
          conversation.willEnd(toldBy(event.get(Attribute.CALL_STATE)).orElse(ImEnd.REJECTED));
      case EVENT_RELEASED ->
          end(conversation, howReleased(conversation, event.get(Attribute.CALL_STATE)));
      case EVENT_ABANDONED -> end(conversation, ImEnd.CANCELLED);
      case EVENT_ATTACHED_DATA_CHANGED -> {
        conversation.hasData(event.find(Attribute.USER_DATA).orElse(KvList.empty()));
        listener.userDataChanged(conversation);
      }
      case EVENT_PARTY_ADDED, EVENT_PARTY_DELETED, EVENT_PARTY_CHANGED ->
          listener.changed(conversation);
      default -> listener.event(event);
    }
  }

  private static ImEnd howReleased(ImConversation conversation, @Nullable CallState state) {
    boolean establishing = conversation.state() == ImState.ESTABLISHING;
    Optional<ImEnd> told = toldBy(state);
    if (told.isPresent()) {
      return told.get();
    }
    if (establishing) {
      return conversation.isIncoming() ? ImEnd.REJECTED : ImEnd.CANCELLED;
    }
    return state == CallState.REMOTE_RELEASE ? ImEnd.ENDED_THERE : ImEnd.ENDED_HERE;
  }

  /** What a CallState says by itself. */
  private static Optional<ImEnd> toldBy(@Nullable CallState state) {
    return switch (state) {
      case NO_ANSWER -> Optional.of(ImEnd.NO_ANSWER);
      case SIT_VACANT -> Optional.of(ImEnd.OUT_OF_SERVICE);
      case SIT_INVALIDNUM -> Optional.of(ImEnd.UNKNOWN_ADDRESS);
      case GENERAL_ERROR -> Optional.of(ImEnd.UNREACHABLE);
      case CLEARED -> Optional.of(ImEnd.IDLE);
      case null, default -> Optional.empty();
    };
  }

  void end(ImConversation conversation, ImEnd how) {
    if (conversation.ends(how)) {
      ended(conversation);
    } else {
      client.askFor(conversation);
    }
  }

  void ended(ImConversation conversation) {
    client.forget(conversation);
    listener.changed(conversation);
  }

  private void privateInfo(Key key, @Nullable ImConversation known, TlibEvent event) {
    Integer number = event.get(Attribute.PRIVATE_MSG_ID);
    ImNumbers numbers = client.numbers();
    if (number == null) {
      listener.event(event);
    } else if (number == numbers.deliver()) {
      ImConversation conversation = known != null ? known : discoveredByMessage(key);
      ImText.of(event.extensions())
          .ifPresent(message -> tell(conversation, conversation.arrived(List.of(message))));
      client.askFor(conversation);
    } else if (number == numbers.transcript()) {
      if (event.get(Attribute.REFERENCE_ID) == null && known != null) {
        history(known, event.extensions());
      }
    } else if (known == null) {
      listener.event(event);
    } else if (number == numbers.typing()) {
      typing(known, event);
    } else if (number == numbers.failure()) {
      listener.undelivered(known, Undelivered.of(event.extensions()));
    } else {
      listener.event(event);
    }
  }

  private ImConversation discoveredByMessage(Key key) {
    ImConversation conversation = client.conversation(key, true);
    conversation.isConnected();
    listener.changed(conversation);
    return conversation;
  }

  private void typing(ImConversation conversation, TlibEvent event) {
    Dn who = event.get(Attribute.OTHER_DN);
    if (who != null) {
      listener.typing(
          conversation, who, event.extensions().text("im-typing").orElse("").equals("active"));
    }
  }

  /** The server sent, unasked, what was said before this DN joined. */
  private void history(ImConversation conversation, KvList extensions) {
    List<ImText> next = conversation.arrived(readTranscript(extensions));
    if (hasMore(extensions)) {
      conversation.doubt();
    }
    tell(conversation, next);
    client.askFor(conversation);
  }

  static boolean hasMore(KvList extensions) {
    return extensions.integer("im-more").orElse(0) == 1;
  }

  void tell(ImConversation conversation, List<ImText> messages) {
    messages.forEach(message -> listener.message(conversation, message));
  }

  /** The messages in the Extensions of an 8003. */
  static List<ImText> readTranscript(KvList extensions) {
    var messages = new ArrayList<ImText>();
    extensions
        .list("im-transcript")
        .ifPresent(records ->
            records
                .pairs()
                .keySet()
                .forEach(n -> records.list(n).flatMap(ImText::of).ifPresent(messages::add)));
    return messages;
  }
}
