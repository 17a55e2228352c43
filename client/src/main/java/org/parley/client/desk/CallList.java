package org.parley.client.desk;

import java.util.ArrayList;
import java.util.List;
import org.parley.client.desk.CallBook.Entry;
import org.parley.client.desk.CallBook.State;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.client.Answer;
import org.parley.tlib.client.Requests;
import org.parley.tlib.client.TlibClient;

/** Shows the calls of a DN as the server has them, with their parties. */
final class CallList {
  private final TlibClient client;
  private final Dn dn;
  private final CallBook book;
  private final CallRequests requests;
  private final Screen screen;

  CallList(TlibClient client, Dn dn, CallBook book, CallRequests requests, Screen screen) {
    this.client = client;
    this.dn = dn;
    this.book = book;
    this.requests = requests;
    this.screen = screen;
  }

  /** After a log-in: the calls that there are. */
  void lookUp() {
    List<Entry> before = book.all();
    before.forEach(call -> book.others().forget(call.connId()));
    if (client.request(Requests.queryAddress(dn)).join() instanceof Answer.Done(var state)) {
      KvList keys = state.extensions();
      var live = new ArrayList<ConnId>();
      for (int n = 1; keys.text("conn-" + n).isPresent(); n++) {
        if (keys.integer("mt-" + n).orElse(0) == MediaType.VOICE.code()) {
          ConnId connId = ConnId.parse(keys.text("conn-" + n).orElseThrow());
          live.add(connId);
          found(connId, State.of(keys.integer("ps-" + n).orElse(0)));
        }
      }
      before.stream().map(Entry::connId).filter(old -> !live.contains(old)).forEach(book::remove);
    }
  }

  private void found(ConnId connId, State state) {
    if (book.find(connId).isEmpty()
        && client.request(Requests.queryCall(dn, connId)).join() instanceof Answer.Done(var info)) {
      show(book.put(connId, state, info), info);
    }
  }

  /** All calls with their parties. */
  void show() {
    List<Entry> calls = book.all();
    if (calls.isEmpty()) {
      screen.show(Line.of(Tone.QUIET, "No calls. Begin one: call 1002"));
    }
    for (Entry call : calls) {
      requests.ask(Requests.queryCall(dn, call.connId()), call).ifPresent(info -> show(call, info));
    }
  }

  private void show(Entry call, TlibEvent info) {
    screen.show(
        Line.of(Tone.QUIET, "call " + call.number() + "  ")
            .and("you are " + call.state())
            .and(Tone.QUIET, "   (ConnID " + call.connId() + ")"));
    KvList keys = info.extensions();
    book.others().were(call.connId(), CallParties.others(keys, dn));
    for (int n = 1; n <= CallParties.MOST_PARTIES && keys.text("party-" + n).isPresent(); n++) {
      screen.show(CallParties.line(keys, n, dn));
    }
  }
}
