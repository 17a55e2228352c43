package org.parley.client.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.client.desk.CallBook.Entry;
import org.parley.client.desk.CallEar.Promise;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

class CallEarTest {
  private static final ConnId CALL = ConnId.parse("0400000000000abc");
  private final List<String> told = new ArrayList<>();
  private final CallBook book = new CallBook();
  private final CallEar ear =
      new CallEar(
          new Dn("1001"),
          book,
          line -> {
            told.add(line.text());
          });

  @BeforeEach
  void talk() {
    ear.event(event(MessageType.EVENT_ESTABLISHED).with(Attribute.MEDIA_TYPE, MediaType.VOICE));
    told.clear();
  }

  private static TlibEvent event(MessageType type) {
    return TlibEvent.of(type).with(Attribute.CONN_ID, CALL);
  }

  private void lists(String muted) {
    KvList list =
        KvList.of("LCTParty0", "1001").with("LCTParty1", "1003").with("LCTPartiesLength", 2);
    ear.event(
        event(MessageType.EVENT_USER_EVENT)
            .with(
                Attribute.EXTENSIONS, muted.isEmpty() ? list : list.with("LCTParty1_mute", "on")));
  }

  private void asks(boolean muted) {
    var change = new Mutes.Change("1003", muted);
    Entry call = book.find(CALL).orElseThrow();
    ear.promise(new Promise(call, CallEar.words(change) + " (by you)", change));
  }

  @Test
  void who_mutes_and_unmutes_faster_than_lists_come_is_told_each_once() {
    asks(true);
    ear.acknowledged(CALL);
    asks(false);
    lists("1003");
    ear.acknowledged(CALL);
    lists("");

    assertThat(told)
        .containsExactly("call 1  1003 is muted (by you)", "call 1  1003 is heard again (by you)");
  }

  @Test
  void what_was_refused_is_not_told_by_a_later_acknowledgement() {
    asks(true);
    ear.promiseNothing();
    ear.acknowledged(CALL);
    assertThat(told).isEmpty();
    lists("1003");

    assertThat(told).containsExactly("call 1  1003 is muted");
  }

  @Test
  void an_acknowledgement_about_something_else_tells_nothing() {
    asks(true);
    ear.acknowledged(CALL.consult(1));
    ear.acknowledged(null);

    assertThat(told).isEmpty();
  }

  @Test
  void a_list_of_something_else_is_left_to_others() {
    assertThat(ear.event(event(MessageType.EVENT_USER_EVENT))).isFalse();
  }

  private void hears(MessageType type, String other) {
    ear.event(
        event(type)
            .with(Attribute.MEDIA_TYPE, MediaType.VOICE)
            .with(Attribute.OTHER_DN, new Dn(other)));
  }

  private void ends(CallState state) {
    told.clear();
    ear.event(event(MessageType.EVENT_RELEASED).with(Attribute.CALL_STATE, state));
  }

  @Test
  void who_leaves_a_conference_is_told_who_talk_on() {
    hears(MessageType.EVENT_ESTABLISHED, "1002");
    hears(MessageType.EVENT_PARTY_ADDED, "1003");
    ends(CallState.OK);

    assertThat(told).containsExactly("call 1  ended; 1002 and 1003 talk on");
  }

  @Test
  void who_came_into_a_conference_knows_the_others_by_the_list() {
    lists("");
    hears(MessageType.EVENT_PARTY_ADDED, "1004");
    hears(MessageType.EVENT_PARTY_ADDED, "1005");
    ends(CallState.OK);

    assertThat(told).containsExactly("call 1  ended; 1003, 1004 and 1005 talk on");
  }

  @Test
  void where_many_are_left_they_are_counted() {
    hears(MessageType.EVENT_ESTABLISHED, "1002");
    for (int n = 3; n <= 6; n++) {
      hears(MessageType.EVENT_PARTY_ADDED, "100" + n);
    }
    ends(CallState.OK);

    assertThat(told).containsExactly("call 1  ended; 5 others talk on");
  }

  @Test
  void nobody_talks_on_where_one_is_left() {
    hears(MessageType.EVENT_ESTABLISHED, "1002");
    hears(MessageType.EVENT_PARTY_ADDED, "1003");
    hears(MessageType.EVENT_PARTY_DELETED, "1002");
    ends(CallState.OK);

    assertThat(told).containsExactly("call 1  ended");
  }

  @Test
  void nothing_is_said_of_others_that_are_not_all_known() {
    hears(MessageType.EVENT_PARTY_ADDED, "1003");
    hears(MessageType.EVENT_PARTY_ADDED, "1004");
    ends(CallState.OK);

    assertThat(told).containsExactly("call 1  ended");
  }

  @Test
  void who_did_not_leave_by_itself_is_told_why_and_no_more() {
    hears(MessageType.EVENT_ESTABLISHED, "1002");
    hears(MessageType.EVENT_PARTY_ADDED, "1003");
    ends(CallState.REMOTE_RELEASE);

    assertThat(told).containsExactly("call 1  ended (by the other side)");
  }
}
