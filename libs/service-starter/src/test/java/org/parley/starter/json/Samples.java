package org.parley.starter.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.Role;
import org.parley.contracts.config.SipCredentials;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.config.TenantObject;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImEvent.MessageReceipt;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImMessage.SenderRole;
import org.parley.contracts.im.ImMessage.Visibility;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.im.Transcript;
import org.parley.contracts.media.MediaServerPresence;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.contracts.sip.SipBinding;
import org.parley.contracts.sip.SipGatewayPresence;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.KvValue;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;
import org.parley.tlib.WorkMode;

/**
 * One value of every record that travels, each with something in every component. What is not for
 * logs contains {@link #PRIVATE}.
 */
final class Samples {
  static final String PRIVATE = "not for logs";

  private static final ConnId CALL = ConnId.parse("0500a1b2c3d4e5f6");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final Origin ANNA = new Origin("gateway-1", 41, 17);
  private static final Origin BEN = new Origin("gateway-2", 7, 3);
  private static final Dn DN_ANNA = new Dn("1001");
  private static final Dn DN_BEN = new Dn("1002");
  private static final Dn QUEUE = new Dn("6000");
  private static final KvList DATA =
      KvList.of("case", PRIVATE)
          .with("priority", 5)
          .with("customer", KvList.of("name", "Zoë 😀"))
          .with("key", KvValue.Binary.of(new byte[] {1, 2, 3}));
  private static final KvList REASONS = KvList.of("why", "lunch");
  private static final KvList EXTENSIONS = KvList.empty().with("ReasonCode", 11);
  private static final Draft DRAFT =
      new Draft("5c1f", "text/plain;charset=UTF-8", "Grüße 😀, " + PRIVATE);
  private static final SipEntry ENTRY = new SipEntry(true, new Dn("9001"));
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Refusal REFUSAL =
      new Refusal(TlibError.INV_CONNID, "DN 1003 has no such call");

  private Samples() {}

  static List<ImCommand> imCommands() {
    return List.of(
        new ImCommand.Invite(ANNA, CALL, DN_ANNA, "anna", DN_BEN, DATA, DRAFT, ENTRY),
        new ImCommand.Alert(BEN, CALL, DN_BEN),
        new ImCommand.Accept(BEN, CALL, DN_BEN, "ben"),
        new ImCommand.Release(BEN, CALL, DN_BEN, ReachFailure.NO_ANSWER),
        new ImCommand.Say(ANNA, CALL, DN_ANNA, "anna", DRAFT),
        new ImCommand.Type(ANNA, CALL, DN_ANNA, true),
        new ImCommand.ReportUndelivered(BEN, CALL, DN_BEN, 1, 415, "Unsupported Media Type"),
        new ImCommand.PutUserData(ANNA, CALL, DN_ANNA, DATA),
        new ImCommand.RemoveUserData(ANNA, CALL, DN_ANNA, "case"),
        new ImCommand.ExpireInvitation(CALL),
        new ImCommand.ExpireIdle(CALL),
        new ImCommand.Forget(CALL));
  }

  static List<ImEvent> imEvents() {
    return List.of(
        new ImEvent.Invited(
            ANNA,
            CALL,
            call("1002", PartyState.DIALING, PartyState.ALERTING),
            NOON.plusSeconds(30),
            IDLE),
        new ImEvent.Alerted(BEN, CALL, DN_BEN),
        new ImEvent.Accepted(BEN, CALL, DN_BEN, "ben"),
        new ImEvent.Said(ANNA, CALL, message(1, DRAFT.text())),
        new ImEvent.UserDataChanged(ANNA, CALL, DN_ANNA, DATA),
        new ImEvent.Ended(BEN, CALL, DN_BEN, EndCause.REJECTED, NOON, NOON.plusSeconds(60)),
        new ImEvent.Forgotten(CALL),
        new ImEvent.Typed(CALL, DN_ANNA, true),
        new ImEvent.Undelivered(
            BEN, CALL, DN_BEN, DN_ANNA, "5c11", 1, 415, "Unsupported Media Type"),
        new ImEvent.Acknowledged(ANNA, CALL, new MessageReceipt("5c1f", 1, NOON)),
        new ImEvent.Refused(ANNA, CALL, new Dn("1003"), REFUSAL));
  }

  static List<ImSession> imSessions() {
    Transcript transcript =
        Transcript.of(List.of(message(1, DRAFT.text()), message(2, PRIVATE + " either")));
    Call talking = call("ben", PartyState.CONNECTED, PartyState.CONNECTED);
    return List.of(
        new ImSession.Establishing(
            call("1002", PartyState.DIALING, PartyState.ALERTING),
            transcript,
            NOON.plusSeconds(30),
            IDLE),
        new ImSession.Connected(talking, transcript, IDLE),
        new ImSession.Ended(talking, transcript, NOON.plusSeconds(60)));
  }

  static List<RoutingCommand> routingCommands() {
    return List.of(
        new RoutingCommand.LogIn(
            ANNA, DN_ANNA, "1001", "anna", QUEUE, true, WorkMode.AUTO_IN, REASONS, EXTENSIONS),
        new RoutingCommand.LogOut(ANNA, DN_ANNA, QUEUE, REASONS, EXTENSIONS),
        new RoutingCommand.SetReady(ANNA, DN_ANNA, QUEUE, WorkMode.MANUAL_IN, REASONS, EXTENSIONS),
        new RoutingCommand.SetNotReady(
            ANNA, DN_ANNA, QUEUE, WorkMode.AFTER_CALL_WORK, REASONS, EXTENSIONS),
        new RoutingCommand.SendUserEvent(ANNA, DN_ANNA, CALL, DATA, REASONS, EXTENSIONS));
  }

  static List<RoutingEvent> routingEvents() {
    return List.of(
        new RoutingEvent.LoggedIn(
            ANNA, DN_ANNA, agent(AgentStatus.NOT_READY), QUEUE, REASONS, EXTENSIONS),
        new RoutingEvent.QueueJoined(ANNA, DN_ANNA, new Dn("6001"), REASONS, EXTENSIONS),
        new RoutingEvent.QueueLeft(ANNA, DN_ANNA, QUEUE, REASONS, EXTENSIONS),
        new RoutingEvent.LoggedOut(ANNA, DN_ANNA, "1001", QUEUE, REASONS, EXTENSIONS),
        new RoutingEvent.StateChanged(ANNA, DN_ANNA, agent(AgentStatus.READY), QUEUE, EXTENSIONS),
        new RoutingEvent.UserEventSent(ANNA, DN_ANNA, CALL, DATA, REASONS, EXTENSIONS),
        new RoutingEvent.Refused(ANNA, DN_ANNA, REFUSAL));
  }

  static AgentDirectory directory() {
    return AgentDirectory.evolve(null, routingEvents().getFirst());
  }

  static List<ConfigObject> configObjects() {
    var options = OptionValues.NONE.with("TServer", "multimedia", "true");
    return List.of(
        new TenantObject(3, "Environment", 1),
        new SwitchObject(3, "A", "Environment", 1),
        new DnObject(
            3, "A", "1001", DnType.EXTENSION, true, options, new SipCredentials(PRIVATE, PRIVATE)),
        new ApplicationObject(
            3,
            "SIP_Server_A",
            ApplicationType.SIP_SERVER,
            OptionValues.NONE.with("TServer", "im-invite-timeout", "30s")),
        new PersonObject(
            3, "anna", "Anna", "Berg", List.of("1001"), Set.of(Role.AGENT), "Place_1001", true),
        new AgentLoginObject(3, "A", "1001", "{bcrypt}" + PRIVATE),
        new PlaceObject(3, "Place_1001", List.of(new PlaceObject.PlaceDn("A", "1001"))));
  }

  static SipBinding sipBinding() {
    return new SipBinding(
        DN_ANNA,
        "sip:1001@192.0.2.7:5060;transport=tcp",
        "<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>",
        500,
        "a84b4c76e66710@192.0.2.7",
        1826,
        NOON.plusSeconds(3600),
        "TCP",
        "192.0.2.7",
        49152,
        "sip-gateway-1");
  }

  static SipLeg sipLeg() {
    return new SipLeg(
        CALL,
        DN_ANNA,
        "sip-gateway-1",
        new SipLeg.DialogState(
            "a84b4c76e66710@192.0.2.7",
            "314159",
            "a6c85cf",
            "sip:1001@192.0.2.7:5060;transport=tcp",
            List.of("<sip:proxy.example;lr>"),
            7,
            1827,
            "TCP:192.0.2.7:49152",
            1800,
            true,
            true,
            1795269600000L,
            2),
        "sip:1002@a.example",
        "sip:1001@a.example",
        2,
        new Dn("6999"),
        new SipLeg.Voice("0400a1b2c3d4e5f6.3.4711.0", true, List.of("audio", "video RTP/AVP 96")));
  }

  /** Each family with its samples. */
  static Map<Class<?>, List<?>> all() {
    return Map.ofEntries(
        Map.entry(ImCommand.class, imCommands()),
        Map.entry(ImEvent.class, imEvents()),
        Map.entry(ImSession.class, imSessions()),
        Map.entry(RoutingCommand.class, routingCommands()),
        Map.entry(RoutingEvent.class, routingEvents()),
        Map.entry(AgentDirectory.class, List.of(directory())),
        Map.entry(VoiceCommand.class, VoiceSamples.commands()),
        Map.entry(VoiceEvent.class, VoiceSamples.events()),
        Map.entry(VoiceInteraction.class, List.of(VoiceSamples.interaction())),
        Map.entry(ConfigObject.class, configObjects()),
        Map.entry(SipBinding.class, List.of(sipBinding())),
        Map.entry(SipLeg.class, List.of(sipLeg())),
        Map.entry(SipGatewayPresence.class, List.of(new SipGatewayPresence("sip-gateway-1", NOON))),
        Map.entry(
            MediaServerPresence.class, List.of(new MediaServerPresence("media-server-1", NOON))));
  }

  private static Call call(String nameOfBen, PartyState anna, PartyState ben) {
    return new Call(
        CALL,
        MediaType.CHAT,
        CallType.INTERNAL,
        NOON,
        List.of(
            new Party(DN_ANNA, "anna", "A", DnRole.ORIGINATION, anna),
            new Party(DN_BEN, nameOfBen, "A", DnRole.DESTINATION, ben)),
        DATA);
  }

  private static ImMessage message(int seq, String text) {
    return new ImMessage(
        seq,
        "5c1" + seq,
        NOON.plusSeconds(seq),
        DN_ANNA,
        "anna",
        "A",
        SenderRole.AGENT,
        Visibility.ALL,
        "text/plain;charset=UTF-8",
        text);
  }

  private static AgentState agent(AgentStatus status) {
    return new AgentState("1001", "anna", status, WorkMode.AUTO_IN, REASONS, List.of(QUEUE), NOON);
  }
}
