package org.parley.tlibgateway.request;

import java.util.concurrent.CompletionStage;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;

/** What the gateway does about a request. */
public sealed interface Reaction {

  /** Answers at once; the event has no ReferenceID yet. */
  record Answer(TlibEvent event) implements Reaction {}

  record Refuse(Refusal refusal, Dn thisDn) implements Reaction {}

  /** Asks im-session-service; the answer comes from the log. */
  record AskIm(ImCommand.FromClient command) implements Reaction {}

  /** Asks routing-service; the answer comes from the log. */
  record AskRouting(RoutingCommand command) implements Reaction {}

  /** Something has to be found out first; the client's later requests wait for it. */
  record Later(CompletionStage<Reaction> reaction) implements Reaction {}

  static Reaction refuse(TlibError error, String detail, Dn thisDn) {
    return new Refuse(new Refusal(error, detail), thisDn);
  }
}
