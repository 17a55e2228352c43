package org.parley.client.desk;

import org.parley.client.desk.Line.Tone;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.client.LinkDown;
import org.parley.tlib.client.LinkInfo;
import org.parley.tlib.client.im.ImConversation;
import org.parley.tlib.client.im.ImListener;
import org.parley.tlib.client.im.ImState;
import org.parley.tlib.client.im.ImText;
import org.parley.tlib.client.im.Undelivered;

/** Writes what happens to the screen as it happens. */
public final class DeskEar implements ImListener {
  private final Dn dn;
  private final Screen screen;
  private final Sessions sessions = new Sessions();
  private final CallBook book = new CallBook();
  private final Told told = new Told();
  private final CallEar calls;
  private boolean wasConnected;
  private boolean wasLost;
  private volatile boolean leaving;
  private volatile Runnable returned = () -> {};

  public DeskEar(Dn dn, Screen screen) {
    this.dn = dn;
    this.screen = screen;
    this.calls = new CallEar(dn, book, screen);
  }

  /** The end of the connection is wanted. */
  void leaves() {
    leaving = true;
  }

  Sessions sessions() {
    return sessions;
  }

  CallBook book() {
    return book;
  }

  CallEar calls() {
    return calls;
  }

  Told told() {
    return told;
  }

  /** What is to be done when the connection is there again, beside what the sessions do. */
  void onReturn(Runnable lookUp) {
    returned = lookUp;
  }

  @Override
  public void invited(ImConversation conversation) {
    screen.show(Lines.invitation(sessions.numberOf(conversation), conversation));
    data(conversation);
  }

  @Override
  public void changed(ImConversation conversation) {
    boolean isNew = !sessions.isKnown(conversation);
    int number = sessions.numberOf(conversation);
    if (isNew && sessions.current().isEmpty() && conversation.state() != ImState.ENDED) {
      sessions.makeCurrent(conversation);
    }
    screen.show(Lines.status(number, conversation));
    if (conversation.state() == ImState.ENDED) {
      sessions.leave(conversation);
      sessions
          .current()
          .filter(current -> current.state() == ImState.CONNECTED)
          .ifPresent(current -> {
            if (conversation != current) {
              screen.show(Line.of(Tone.QUIET, "now talking to " + Lines.who(current)));
            }
          });
    }
  }

  @Override
  public void message(ImConversation conversation, ImText message) {
    int number = sessions.numberOf(conversation);
    screen.show(
        Lines.message(dn, message, sessions.isCurrent(conversation) ? "" : "[" + number + "]"));
  }

  @Override
  public void userDataChanged(ImConversation conversation) {
    data(conversation);
  }

  private void data(ImConversation conversation) {
    KvList data = conversation.userData();
    if (!data.isEmpty()) {
      var text = new StringBuilder();
      data.pairs()
          .forEach((key, _) ->
              text.append("  ")
                  .append(SafeText.of(key))
                  .append('=')
                  .append(Desk.dataText(conversation, key)));
      screen.show(Line.of(Tone.QUIET, "[" + sessions.numberOf(conversation) + "] data" + text));
    }
  }

  @Override
  public void undelivered(ImConversation conversation, Undelivered message) {
    screen.show(Lines.undelivered(sessions.numberOf(conversation), conversation, message));
  }

  @Override
  public void connectionLost(String reason, LinkDown outlook) {
    if (leaving) {
      return;
    }
    switch (outlook) {
      case TRYING_AGAIN -> {
        String what = wasConnected ? "connection lost" : "no connection";
        bad(what + " (" + SafeText.of(reason) + "), trying again");
        wasLost = true;
      }
      case LOGIN_REFUSED -> lostForGood("the server wants a new log-in: " + SafeText.of(reason));
      case UNTRUSTED, FAILED -> lostForGood("connection lost for good: " + SafeText.of(reason));
      case CLOSED -> {}
    }
  }

  /** Who never got in is told elsewhere. */
  private void lostForGood(String words) {
    if (wasConnected) {
      bad(words);
    }
  }

  private void bad(String words) {
    screen.show(Line.of(Tone.BAD, words));
  }

  @Override
  public void connected(LinkInfo link) {
    wasConnected = true;
    if (wasLost && !link.again()) {
      screen.show(Line.of(Tone.GOOD, "connected"));
    }
    wasLost = false;
    if (link.again()) {
      returned.run();
    }
  }

  @Override
  public void caughtUp(int messages) {
    screen.show(
        Line.of(
            Tone.GOOD,
            "back; "
                + switch (messages) {
                  case 0 -> "nothing missed";
                  case 1 -> "1 message fetched";
                  default -> messages + " messages fetched";
                }));
  }

  @Override
  public void event(TlibEvent event) {
    try {
      tell(event);
    } finally {
      told.upTo(event);
    }
  }

  private void tell(TlibEvent event) {
    if (event.type() == MessageType.EVENT_ACK) {
      calls.acknowledged(event.get(Attribute.CONN_ID));
      return;
    }
    if (!dn.equals(event.get(Attribute.THIS_DN)) || calls.event(event)) {
      return;
    }
    switch (event.type()) {
      case EVENT_AGENT_LOGIN -> state("logged in");
      case EVENT_AGENT_READY -> state("ready");
      case EVENT_AGENT_NOT_READY -> state("not ready");
      case EVENT_AGENT_LOGOUT -> state("logged out");
      case EVENT_USER_EVENT ->
          screen.show(
              Line.of(
                  Tone.QUIET,
                  "a user event arrived: "
                      + SafeText.of(String.join(" ", event.extensions().pairs().keySet()))));
      case EVENT_DN_OUT_OF_SERVICE ->
          screen.show(Line.of(Tone.BAD, "no SIP endpoint of " + dn + " is registered any more"));
      case EVENT_DN_BACK_IN_SERVICE -> state("reached by a SIP endpoint");
      case EVENT_UNREGISTERED -> screen.show(Line.of(Tone.BAD, dn + " is not registered any more"));
      default -> {
        // nothing that an agent at a terminal could use
      }
    }
  }

  private void state(String words) {
    screen.show(Line.of(Tone.QUIET, "you are " + words));
  }
}
