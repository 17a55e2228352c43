package org.parley.im.session;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.im.session.Conversation.INVITED;
import static org.parley.im.session.Conversation.INVITER;
import static org.parley.im.session.Conversation.STRANGER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImEvent;
import org.parley.im.session.ImPolicies.Target;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/**
 * Walks every pair of state and command and holds docs/domain/im-session.md to what it finds. To
 * write the page anew: {@code mvn -pl im-session-service -am test -Dtest=ImSessionPageTest
 * -Dparley.write-docs=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ImSessionPageTest {
  private static final Path PAGE = Path.of("..", "docs", "domain", "im-session.md");

  private record Row(String label, ImCommand command, Duration later) {
    Row(String label, ImCommand command) {
      this(label, command, Duration.ZERO);
    }
  }

  @Test
  void the_page_shows_the_outcome_of_every_command_in_every_state() throws IOException {
    String page = page();
    if (Boolean.getBoolean("parley.write-docs")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).as("docs/domain/im-session.md").isEqualTo(page);
  }

  @Test
  void the_walk_leaves_no_command_out() {
    Set<Class<?>> walked =
        rows().stream().map(row -> row.command().getClass()).collect(Collectors.toSet());

    assertThat(walked).containsExactlyInAnyOrderElementsOf(records(ImCommand.class).toList());
  }

  private static Stream<Class<?>> records(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(ImSessionPageTest::records)
        : Stream.of(family);
  }

  private static Map<String, Supplier<Conversation>> states() {
    var states = new LinkedHashMap<String, Supplier<Conversation>>();
    states.put("none", Conversation::new);
    states.put("Establishing, not alerted", ImSessionPageTest::toBeAlerted);
    states.put("Establishing", () -> after(toBeAlerted(), Conversation.alert(INVITED)));
    states.put("Connected", () -> after(toBeAlerted(), Conversation.accept(INVITED)));
    states.put(
        "Ended",
        () -> after(toBeAlerted(), Conversation.accept(INVITED), Conversation.release(INVITED)));
    return states;
  }

  /** Begun in page mode, to a DN with an endpoint: every rule has something to say. */
  private static Conversation toBeAlerted() {
    var conversation = new Conversation();
    conversation.policies.targets.put(
        INVITED.number(), new Target(DnType.EXTENSION, true, ChatSignaling.SESSION));
    return withText(
        after(conversation, Conversation.invite(INVITER, INVITED, null, new SipEntry(true, null))));
  }

  private static Conversation withText(Conversation conversation) {
    return after(
        conversation,
        Conversation.say(INVITER, "m1", "said before"),
        Conversation.put(INVITER, KvList.of("case", "4711")));
  }

  private static Conversation after(Conversation conversation, ImCommand... commands) {
    Arrays.stream(commands).forEach(conversation::when);
    return conversation;
  }

  private static List<Row> rows() {
    var rows = new ArrayList<Row>();
    rows.add(new Row("Invite", Conversation.invite(INVITED)));
    rows.add(
        new Row(
            "Invite with a first message",
            Conversation.invite(INVITER, INVITED, KvList.empty(), Conversation.draft("m0", "Hi"))));
    forEachParty(rows, "Alert", Conversation::alert);
    forEachParty(rows, "Accept", Conversation::accept);
    forEachParty(rows, "Release", Conversation::release);
    rows.add(
        new Row(
            "Release with a failure by the invited",
            Conversation.failed(INVITED, ReachFailure.DECLINED)));
    forEachParty(rows, "Say", by -> Conversation.say(by, "new", "text"));
    rows.add(
        new Row("Say, repeated by the inviter", Conversation.say(INVITER, "m1", "said before")));
    forEachParty(rows, "Type", Conversation::type);
    forEachParty(rows, "ReportUndelivered", by -> Conversation.undelivered(by, 1));
    rows.add(
        new Row(
            "ReportUndelivered of a message that there is not",
            Conversation.undelivered(INVITED, 2)));
    forEachParty(rows, "PutUserData", by -> Conversation.put(by, KvList.of("case", "4712")));
    rows.add(
        new Row(
            "PutUserData that is there already",
            Conversation.put(INVITER, KvList.of("case", "4711"))));
    forEachParty(rows, "RemoveUserData", by -> Conversation.remove(by, "case"));
    rows.add(new Row("RemoveUserData that is not there", Conversation.remove(INVITER, "x")));
    rows.add(new Row("ExpireInvitation", Conversation.expire()));
    rows.add(new Row("ExpireIdle before the time", Conversation.expireIdle()));
    rows.add(new Row("ExpireIdle at the time", Conversation.expireIdle(), Duration.ofMinutes(10)));
    rows.add(new Row("Forget", Conversation.forget()));
    return rows;
  }

  private static void forEachParty(
      List<Row> rows, String label, java.util.function.Function<Dn, ImCommand> command) {
    rows.add(new Row(label + " by the inviter", command.apply(INVITER)));
    rows.add(new Row(label + " by the invited", command.apply(INVITED)));
    rows.add(new Row(label + " by a stranger", command.apply(STRANGER)));
  }

  private static String outcome(List<ImEvent> events) {
    return events.isEmpty()
        ? "nothing"
        : events.stream().map(ImSessionPageTest::outcome).collect(joining(", "));
  }

  private static String outcome(ImEvent event) {
    return switch (event) {
      case ImEvent.Refused e -> e.refusal().error().code() + " " + e.refusal().error().name();
      case ImEvent.Ended e -> "**Ended** " + e.cause();
      case ImEvent.Acknowledged e ->
          e.message() == null ? "Acknowledged" : "Acknowledged with the first receipt";
      case ImEvent.Undelivered _ -> "Undelivered";
      case ImEvent.Change e -> "**" + e.getClass().getSimpleName() + "**";
      case ImEvent.Typed _ -> "Typed";
    };
  }

  private static String page() {
    var page = new StringBuilder(HEAD);
    Map<String, Supplier<Conversation>> states = states();
    page.append("| command | ").append(String.join(" | ", states.keySet())).append(" |\n");
    page.append("|---|").append("---|".repeat(states.size())).append('\n');
    for (Row row : rows()) {
      String cells =
          states.values().stream()
              .map(state -> outcome(state.get().later(row.later()).when(row.command())))
              .collect(joining(" | "));
      page.append("| ").append(row.label()).append(" | ").append(cells).append(" |\n");
    }
    page.append(FAILURES);
    for (ReachFailure failure : ReachFailure.values()) {
      var ended =
          (ImEvent.Ended) toBeAlerted().when(Conversation.failed(INVITED, failure)).getFirst();
      page.append(
          "| %s | %s | %s |\n"
              .formatted(failure, ended.cause(), ended.cause().callState().wireName()));
    }
    page.append(INVITATIONS);
    for (Map.Entry<String, String> target : targets().entrySet()) {
      var events = new Conversation().when(Conversation.invite(new Dn(target.getValue())));
      page.append("| ").append(target.getKey()).append(" | ").append(outcome(events));
      page.append(" | ")
          .append(((ImEvent.Refused) events.getFirst()).refusal().detail())
          .append(" |\n");
    }
    return page.append(LIMITS).toString();
  }

  private static Map<String, String> targets() {
    var targets = new LinkedHashMap<String, String>();
    targets.put("the inviter's own DN", "1001");
    targets.put("no DN that clients know", "1777");
    targets.put("a Routing Point", "5000");
    targets.put("a queue", "6000");
    targets.put("a DN with `multimedia=false`", "1900");
    return targets;
  }

  private static final String HEAD =
      """
      # The life of an IM session

      Written by `ImSessionPageTest`, which walks every pair and fails when this page differs. The rules are in
      `org.parley.im.session.ImDecider`; commands and events are records of `org.parley.contracts.im`.

      A session is **Establishing** from the invitation until the invited agent answers, then **Connected** until either side
      ends it, then **Ended** until it is forgotten (`im-ended-retention`). Those are the states that an agent's desktop shows
      (seed 003). An invited DN with `sip-signaling-chat=session` is *not alerted* until its endpoint rings: its desktops hear
      nothing before. Three timers move a session: ExpireInvitation after `im-invite-timeout`, ExpireIdle when nothing was said for
      `im-page-mode-idle-timeout` in a connected session that began with a SIP MESSAGE without a dialog, and Forget. Events in bold
      change the session; the others tell the one who asked, or the other party, something. In this table the session began in page
      mode, and the invited DN has an endpoint.

      """;

  private static final String FAILURES =
      """

      ## An endpoint that is not reached

      Release with a failure, by the invited party while Establishing: what sip-gateway found out about the endpoint. Connected it
      is refused: a desktop at that DN was quicker, and the endpoint is not missed.

      | failure | cause | CallState that the inviter is told |
      |---|---|---|
      """;

  private static final String INVITATIONS =
      """

      ## Invitations that are refused

      `multimedia` is read here and nowhere else, so a change takes effect at the next interaction (seed 001).

      | target | error | detail |
      |---|---|---|
      """;

  private static final String LIMITS =
      """

      ## Limits

      | what | limit | error |
      |---|---|---|
      | text of a message | 1 byte to `im-max-text` bytes of UTF-8 | 53 INVALID_ATTR |
      | message id | 1 to %1$d characters | 53 INVALID_ATTR |
      | content type | %1$d characters | 53 INVALID_ATTR |
      | user data of a call, keys and values | %2$d bytes of UTF-8 | 53 INVALID_ATTR |
      | messages of a session | %3$d, and %4$d characters of text, ids and content types | 111 TOO_MANY_REQ |

      A message is the same as an earlier one when its sender and its `im-msg-id` are the same. It is answered with the number and
      time that it got first, whatever its text, and even after the end: a client that lost the answer may ask again.
      """
          .formatted(
              Messages.MAX_LABEL_CHARS,
              CaseData.MAX_BYTES,
              Messages.MAX_MESSAGES,
              Messages.MAX_CHARS);
}
