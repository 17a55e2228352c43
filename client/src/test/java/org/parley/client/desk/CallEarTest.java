package org.parley.client.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.client.desk.CallBook.Entry;
import org.parley.client.desk.CallEar.Promise;
import org.parley.tlib.Attribute;
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
}
