package org.parley.client.desk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.parley.client.desk.CallBook.Entry;
import org.parley.client.desk.CallEar.Promise;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.ConnId;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.client.Answer;
import org.parley.tlib.client.TlibClient;

/** Asks about voice calls, and tells the agent what did not work, by the numbers of the calls. */
final class CallRequests {
  /** As the texts of errors name a call. */
  private static final Pattern CONN_ID = Pattern.compile("(?:\\bcall )?\\b[0-9a-f]{16}\\b");

  private final TlibClient client;
  private final CallBook book;
  private final CallEar ear;
  private final Told told;
  private final Screen screen;

  /**
   * @param ear what listens to the same client
   */
  CallRequests(TlibClient client, DeskEar ear, Screen screen) {
    this.client = client;
    this.book = ear.book();
    this.ear = ear.calls();
    this.told = ear.told();
    this.screen = screen;
  }

  /**
   * Asks, and waits until the answer has been told.
   *
   * @param about the calls that there are already and that the request is about
   * @return the answer; empty: nothing came of it, which the agent has been told
   */
  Optional<TlibEvent> ask(TlibRequest request, Entry... about) {
    return switch (client.request(request).join()) {
      case Answer.Done(var event) -> {
        told.await(event);
        yield Optional.of(event);
      }
      case Answer.Refused(int code, var message) -> {
        bad(about, "error " + code + ": " + byNumber(SafeText.of(message)));
        yield Optional.empty();
      }
      case Answer.Missing(var reason, _) -> {
        bad(about, reason);
        yield Optional.empty();
      }
    };
  }

  /** The same; no other event than the acknowledgement tells what comes of it. */
  void ask(TlibRequest request, Promise acknowledged) {
    ear.promise(acknowledged);
    var unused = ask(request, acknowledged.call());
    ear.promiseNothing();
  }

  /** Asks for the end of a call for all; who is told of its end has to know. */
  void clear(TlibRequest request, Entry call) {
    ear.clears(call.connId(), true);
    if (ask(request, call).isEmpty()) {
      ear.clears(call.connId(), false);
    }
  }

  private void bad(Entry[] about, String words) {
    String calls =
        List.of(about).stream()
            .map(call -> String.valueOf(call.number()))
            .collect(Collectors.joining(" and "));
    String which =
        switch (about.length) {
          case 0 -> "";
          case 1 -> "call " + calls + ": ";
          default -> "calls " + calls + ": ";
        };
    screen.show(Line.of(Tone.BAD, which + words));
  }

  /** People at a terminal know calls by their numbers. */
  private String byNumber(String text) {
    return CONN_ID
        .matcher(text)
        .replaceAll(named -> {
          String hex = named.group().substring(named.group().length() - 16);
          return book.find(ConnId.parse(hex))
              .map(call -> "call " + call.number())
              .orElse(named.group());
        });
  }
}
