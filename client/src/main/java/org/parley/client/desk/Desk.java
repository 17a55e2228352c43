package org.parley.client.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.WorkMode;
import org.parley.tlib.client.Answer;
import org.parley.tlib.client.Requests;
import org.parley.tlib.client.im.ImClient;
import org.parley.tlib.client.im.ImConversation;
import org.parley.tlib.client.im.ImState;
import org.parley.tlib.client.im.Invited;
import org.parley.tlib.client.im.Sent;

/** An agent at a DN: carries out what is typed, one command after the other. */
public final class Desk {
  private static final int SECONDS_TO_SEND_THE_REST = 3;

  private final ImClient im;
  private final Dn dn;
  private final String agentId;
  private final Screen screen;
  private final DeskEar ear;
  private final Sessions sessions;
  private final CallDesk calls;
  private final List<Dn> colleagues;
  private final Set<String> seen = new ConcurrentSkipListSet<>();
  private final List<CompletableFuture<Sent>> unsent = new ArrayList<>();

  /**
   * @param ear what listens to the same client and writes to the same screen
   * @param colleagues whom "who" asks for; empty for the numbers around the own one
   */
  public Desk(ImClient im, Dn dn, String agentId, Screen screen, DeskEar ear, List<Dn> colleagues) {
    this.im = im;
    this.dn = dn;
    this.agentId = agentId;
    this.screen = screen;
    this.ear = ear;
    this.sessions = ear.sessions();
    this.calls = new CallDesk(im.tlib(), dn, ear, screen);
    ear.onReturn(calls::lookUp);
    this.colleagues = colleagues.isEmpty() ? DnRange.around(dn) : colleagues;
    this.colleagues.forEach(colleague -> seen.add(colleague.number()));
  }

  /**
   * Registers the DN, logs the agent in and says ready.
   *
   * @return whether the DN can be used
   */
  public boolean begin() {
    if (im.register(dn).join() instanceof Answer.Refused(int code, var message)) {
      bad(code, message);
      return false;
    }
    tolerate(
        im.tlib().request(Requests.agentLogin(dn, agentId)).join(),
        TlibError.SOFT_AGENT_ALREADY_LOGGED_IN,
        TlibError.IN_SAME_STATE);
    tolerate(im.tlib().request(Requests.agentReady(dn)).join(), TlibError.IN_SAME_STATE);
    calls.lookUp();
    return true;
  }

  private void tolerate(Answer answer, TlibError... expected) {
    switch (answer) {
      case Answer.Done _ -> {}
      case Answer.Refused(int code, var message) -> {
        if (List.of(expected).stream().noneMatch(error -> error.code() == code)) {
          bad(code, message);
        }
      }
      case Answer.Missing(var reason, _) -> screen.show(Line.of(Tone.BAD, reason));
    }
  }

  /** What stands before the cursor. */
  public String prompt() {
    return sessions
        .current()
        .filter(conversation -> conversation.state() != ImState.ENDED)
        .map(conversation -> dn + " to " + SafeText.of(conversation.otherName()) + "> ")
        .orElse(dn + "> ");
  }

  /** How a word may go on. */
  public List<String> completions(String line) {
    boolean first = line.isBlank() || !line.stripLeading().contains(" ");
    if (!first) {
      return List.copyOf(seen);
    }
    boolean slash = line.startsWith("/") || talking().isPresent();
    return Stream.concat(Command.WORDS.stream(), CallCommand.WORDS.stream())
        .map(word -> slash ? "/" + word : word)
        .toList();
  }

  private Optional<ImConversation> talking() {
    return sessions.current().filter(conversation -> conversation.state() != ImState.ENDED);
  }

  /**
   * Carries out a line.
   *
   * @return false when the agent leaves
   */
  public boolean take(String line) throws InterruptedException {
    boolean ringing = !sessions.ringing().isEmpty() || calls.rings();
    Command command = Command.parse(line, talking().isPresent(), ringing);
    if (!(command instanceof Command.Say || command instanceof Command.Nothing)) {
      screen.echo(prompt(), line);
    }
    switch (command) {
      case Command.Nothing _ -> {}
      case Command.Quit _ -> {
        return false;
      }
      case Command.Who(var dns) -> {
        if (dns.isEmpty() && calls.hasCall()) {
          calls.list();
        }
        who(dns.isEmpty() ? known() : dns);
      }
      case Command.Im(var to, var text) -> invite(to, text);
      case CallCommand about -> calls.take(about);
      case Command.Accept(int number) when noInvitation() && calls.rings() ->
          calls.take(new CallCommand.Answer(number));
      case Command.Reject(int number) when noInvitation() && calls.rings() ->
          calls.take(new CallCommand.Reject(number));
      case Command.End _ when talking().isEmpty() && calls.hasCall() ->
          calls.take(new CallCommand.Release(0));
      case Command.Accept(int number) -> accept(number);
      case Command.Reject(int number) ->
          invitation(number).ifPresent(conversation -> tell(conversation.reject()));
      case Command.End _ -> withCurrent(conversation -> tell(conversation.end()));
      case Command.Say(var text) -> withCurrent(conversation -> say(conversation, text));
      case Command.Data(var pairs) -> withCurrent(conversation -> tell(conversation.attach(pairs)));
      case Command.Ready _ -> tell(im.tlib().request(Requests.agentReady(dn)));
      case Command.NotReady(var reason) -> notReady(reason);
      case Command.Transcript _ -> transcript();
      case Command.Sessions _ -> list();
      case Command.Switch(int number) -> change(number);
      case Command.Wait(var time) -> Thread.sleep(time);
      case Command.Help _ -> Help.LINES.forEach(screen::show);
      case Command.Wrong(var advice) -> screen.show(Line.of(Tone.BAD, advice));
    }
    return true;
  }

  private boolean noInvitation() {
    return sessions.ringing().isEmpty();
  }

  private List<Dn> known() {
    var dns = new ArrayList<>(colleagues);
    sessions.all().stream()
        .flatMap(conversation -> conversation.other().stream())
        .filter(other -> !dns.contains(other))
        .forEach(dns::add);
    return dns;
  }

  private void who(List<Dn> dns) {
    var asked =
        dns.stream().map(number -> im.tlib().request(Requests.queryAddress(number))).toList();
    var found = new ArrayList<TlibEvent>();
    String trouble = "";
    for (CompletableFuture<Answer> answer : asked) {
      switch (answer.join()) {
        case Answer.Done(var event) -> found.add(event);
        case Answer.Refused(int code, var message) -> {
          if (code != TlibError.NOT_CONFIGURED.code()) {
            trouble = message;
          }
        }
        case Answer.Missing(var reason, _) -> trouble = reason;
      }
    }
    found.forEach(event -> seen.add(event.require(Attribute.THIS_DN).number()));
    Presence.lines(found, dn).forEach(screen::show);
    if (!trouble.isEmpty()) {
      screen.show(Line.of(Tone.BAD, trouble));
    } else if (found.isEmpty()) {
      screen.show(Line.of(Tone.BAD, "None of these numbers is configured."));
    }
  }

  private void invite(Dn to, String text) {
    switch (im.invite(dn, to, text).join()) {
      case Invited.Started(var conversation) -> {
        seen.add(to.number());
        sessions.makeCurrent(conversation);
      }
      case Invited.Refused(int code, var message) -> bad(code, message);
      case Invited.Unknown(var reason) -> screen.show(Line.of(Tone.BAD, reason));
    }
  }

  private void accept(int number) {
    invitation(number)
        .ifPresent(conversation -> {
          if (conversation.accept().join() instanceof Answer.Refused(int code, var message)) {
            bad(code, message);
          } else {
            sessions.makeCurrent(conversation);
          }
        });
  }

  private Optional<ImConversation> invitation(int number) {
    Optional<ImConversation> wanted =
        number == 0
            ? sessions.ringing().stream().findFirst()
            : sessions.withNumber(number).filter(sessions.ringing()::contains);
    if (wanted.isEmpty()) {
      screen.show(Line.of(Tone.BAD, "There is no invitation."));
    }
    return wanted;
  }

  private void withCurrent(java.util.function.Consumer<ImConversation> action) {
    talking()
        .ifPresentOrElse(
            action,
            () -> screen.show(Line.of(Tone.BAD, "There is no session. Begin one: im 1002 Hello")));
  }

  private void say(ImConversation conversation, String text) {
    if (!im.tlib().isConnected()) {
      screen.show(
          Line.of(Tone.QUIET, "(will be sent when the connection is back)  " + SafeText.of(text)));
    }
    CompletableFuture<Sent> sent = conversation.send(text);
    unsent.removeIf(CompletableFuture::isDone);
    unsent.add(sent);
    sent.thenAccept(outcome -> {
      switch (outcome) {
        case Sent.Accepted _ -> {}
        case Sent.Refused(int code, var message) -> bad(code, "not sent: " + message);
        case Sent.Unknown(var reason) ->
            screen.show(Line.of(Tone.BAD, "perhaps not sent: " + reason));
      }
    });
  }

  private void notReady(String reason) {
    KvList reasons = reason.isEmpty() ? KvList.empty() : KvList.of("Reason", reason);
    tell(im.tlib().request(Requests.agentNotReady(dn, WorkMode.AUX_WORK, reasons)));
  }

  /** Says what went wrong, if anything did; what went well comes as an event. */
  private void tell(CompletableFuture<Answer> answer) {
    switch (answer.join()) {
      case Answer.Done _ -> {}
      case Answer.Refused(int code, var message) -> bad(code, message);
      case Answer.Missing(var reason, _) -> screen.show(Line.of(Tone.BAD, reason));
    }
  }

  private void bad(int code, String message) {
    screen.show(Line.of(Tone.BAD, "error " + code + ": " + SafeText.of(message)));
  }

  private void transcript() {
    List<ImConversation> all = sessions.all();
    ImConversation shown = sessions.current().orElse(all.isEmpty() ? null : all.getLast());
    if (shown == null) {
      screen.show(Line.of(Tone.BAD, "There is no session."));
      return;
    }
    screen.show(Lines.status(sessions.numberOf(shown), shown));
    shown.transcript().forEach(message -> screen.show(Lines.message(dn, message, "")));
    shown
        .userData()
        .pairs()
        .forEach((key, _) ->
            screen.show(
                Line.of(Tone.QUIET, "  data " + SafeText.of(key) + " = " + dataText(shown, key))));
  }

  static String dataText(ImConversation conversation, String key) {
    KvList data = conversation.userData();
    return data.text(key)
        .map(SafeText::of)
        .orElseGet(() ->
            data.integer(key).isPresent()
                ? String.valueOf(data.integer(key).getAsInt())
                : "(list)");
  }

  private void list() {
    List<ImConversation> all = sessions.all();
    if (all.isEmpty()) {
      screen.show(Line.of(Tone.QUIET, "No sessions yet. Begin one: im 1002 Hello"));
    }
    for (ImConversation conversation : all) {
      Line line = Lines.status(sessions.numberOf(conversation), conversation);
      screen.show(sessions.isCurrent(conversation) ? line.and(Tone.QUIET, "  current") : line);
    }
  }

  private void change(int number) {
    Optional<ImConversation> wanted = sessions.withNumber(number);
    if (wanted.isEmpty()) {
      screen.show(Line.of(Tone.BAD, "There is no session " + number + "; see sessions."));
    } else {
      sessions.makeCurrent(wanted.get());
      transcript();
    }
  }

  /** Lets what was said last go out, and logs the agent out. */
  public void leave() throws InterruptedException {
    ear.leaves();
    long open = sessions.all().stream().filter(c -> c.state() != ImState.ENDED).count();
    try {
      CompletableFuture.allOf(unsent.toArray(CompletableFuture[]::new))
          .get(SECONDS_TO_SEND_THE_REST, TimeUnit.SECONDS);
      im.tlib().request(Requests.agentLogout(dn)).get(SECONDS_TO_SEND_THE_REST, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException away) {
      screen.show(Line.of(Tone.BAD, "left without an answer from the server"));
    }
    if (open > 0) {
      screen.show(
          Line.of(
              Tone.QUIET,
              open == 1
                  ? "1 session goes on; it is here again at the next log-in."
                  : open + " sessions go on; they are here again at the next log-in."));
    }
    if (calls.hasCall()) {
      screen.show(Line.of(Tone.QUIET, "Your calls go on at your phone."));
    }
  }
}
