package org.parley.im.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.eventlog.CommandPosition;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** One session driven command by command, as the event log drives it: 1001 invites 1002. */
final class Conversation {
  static final ConnId CALL = ConnId.of(1, ConnId.Medium.IM, 77);
  static final Instant START = Instant.parse("2026-11-21T12:00:00.123456Z");
  static final Dn INVITER = new Dn("1001");
  static final Dn INVITED = new Dn("1002");

  /** Reached by SIP first. */
  static final Dn ENDPOINT = new Dn("1100");

  static final Dn STRANGER = new Dn("1003");

  final FakePolicies policies = new FakePolicies();
  final ImDecider decider = new ImDecider(policies);
  @Nullable ImSession state;
  Instant now = START;
  private long offset;

  static Conversation inviting() {
    var conversation = new Conversation();
    conversation.when(invite(INVITED));
    return conversation;
  }

  static Conversation connected() {
    Conversation conversation = inviting();
    conversation.when(accept(INVITED));
    return conversation;
  }

  static Conversation over() {
    Conversation conversation = connected();
    conversation.when(release(INVITER));
    return conversation;
  }

  /** Decides and applies the command; the answer is what it led to. */
  List<ImEvent> when(ImCommand command) {
    now = now.plusMillis(10);
    var at = new CommandPosition(0, offset++, CALL.interaction().toString(), now);
    List<ImEvent> events = decider.decide(state, command, at);
    events.forEach(event -> state = decider.evolve(state, event));
    return events;
  }

  Conversation later(Duration time) {
    now = now.plus(time);
    return this;
  }

  ImSession session() {
    return java.util.Objects.requireNonNull(state);
  }

  List<String> transcript() {
    return session().transcript().messages().stream()
        .map(message -> message.seq() + " " + message.fromName() + ": " + message.text())
        .toList();
  }

  static Origin origin(Dn by) {
    return new Origin("gateway-1", by.number().hashCode(), 17);
  }

  static ImCommand invite(Dn to) {
    return invite(INVITER, to, KvList.empty(), null);
  }

  static ImCommand invite(Dn by, Dn to, KvList userData, @Nullable Draft first) {
    return new ImCommand.Invite(origin(by), CALL, by, name(by), to, userData, first, null);
  }

  /** An invitation that came in by SIP. */
  static ImCommand invite(Dn by, Dn to, @Nullable Draft first, SipEntry entry) {
    return new ImCommand.Invite(origin(by), CALL, by, name(by), to, KvList.empty(), first, entry);
  }

  static ImCommand alert(Dn by) {
    return new ImCommand.Alert(origin(by), CALL, by);
  }

  static ImCommand accept(Dn by) {
    return new ImCommand.Accept(origin(by), CALL, by, name(by));
  }

  static ImCommand release(Dn by) {
    return new ImCommand.Release(origin(by), CALL, by, null);
  }

  static ImCommand failed(Dn by, ReachFailure why) {
    return new ImCommand.Release(origin(by), CALL, by, why);
  }

  static ImCommand undelivered(Dn by, int seq) {
    return new ImCommand.ReportUndelivered(
        origin(by), CALL, by, seq, 415, "Unsupported Media Type");
  }

  static ImCommand say(Dn by, String id, String text) {
    return new ImCommand.Say(origin(by), CALL, by, name(by), draft(id, text));
  }

  static ImCommand type(Dn by) {
    return new ImCommand.Type(origin(by), CALL, by, true);
  }

  static ImCommand put(Dn by, KvList data) {
    return new ImCommand.PutUserData(origin(by), CALL, by, data);
  }

  static ImCommand remove(Dn by, @Nullable String key) {
    return new ImCommand.RemoveUserData(origin(by), CALL, by, key);
  }

  static ImCommand expire() {
    return new ImCommand.ExpireInvitation(CALL);
  }

  static ImCommand expireIdle() {
    return new ImCommand.ExpireIdle(CALL);
  }

  static ImCommand forget() {
    return new ImCommand.Forget(CALL);
  }

  static Draft draft(String id, String text) {
    return new Draft(id, "text/plain;charset=UTF-8", text);
  }

  /** Anna, Ben and Carla by login name, others by number. */
  static String name(Dn dn) {
    return switch (dn.number()) {
      case "1001" -> "anna";
      case "1002" -> "ben";
      case "1003" -> "carla";
      default -> dn.number();
    };
  }
}
