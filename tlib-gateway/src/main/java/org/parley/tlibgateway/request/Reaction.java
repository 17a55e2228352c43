package org.parley.tlibgateway.request;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;

/** What the gateway does about a request. */
public sealed interface Reaction {

  /** Answers at once; the event has no ReferenceID yet. */
  record Answer(TlibEvent event) implements Reaction {}

  record Refuse(Refusal refusal, Dn thisDn) implements Reaction {}

  /** A command to the service that decides; the answer comes from the log. */
  sealed interface Ask extends Reaction {
    /** The call that it is about; null: it is about none. */
    default @Nullable ConnId connId() {
      return null;
    }

    /** Whether a ConnID was drawn for it, which somebody else may draw at the same moment. */
    default boolean isDrawn() {
      return false;
    }
  }

  /** Asks im-session-service. */
  record AskIm(ImCommand.FromClient command) implements Ask {
    @Override
    public ConnId connId() {
      return command.connId();
    }

    @Override
    public boolean isDrawn() {
      return command instanceof ImCommand.Invite;
    }
  }

  /** Asks conference-service. */
  record AskVoice(VoiceCommand.FromClient command) implements Ask {
    @Override
    public ConnId connId() {
      return command.connId();
    }

    @Override
    public boolean isDrawn() {
      return command instanceof VoiceCommand.MakeCall || command instanceof VoiceCommand.Consult;
    }
  }

  /** Asks routing-service. */
  record AskRouting(RoutingCommand command) implements Ask {}

  /** Something has to be found out first; the client's later requests wait for it. */
  record Later(CompletionStage<Reaction> reaction) implements Reaction {}

  static Reaction refuse(TlibError error, String detail, Dn thisDn) {
    return new Refuse(new Refusal(error, detail), thisDn);
  }
}
