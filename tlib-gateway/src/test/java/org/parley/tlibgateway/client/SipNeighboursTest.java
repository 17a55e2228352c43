package org.parley.tlibgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.sip.SipBinding;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

/**
 * What T-Library clients notice of SIP endpoints and customers, and what they may not do to them.
 */
class SipNeighboursTest {
  private static final Dn ANNA = new Dn("1001");
  private static final Dn BEN = new Dn("1002");
  private static final Dn CUSTOMER = new Dn("zoe@customers.example");
  private static final String PHONE = "sip:1001@192.0.2.7:5060";
  private static final String LAPTOP = "sip:1001@192.0.2.8:5060";

  private final Hall hall = new Hall();
  private long version = 10;

  @BeforeEach
  void start() {
    hall.services.start();
  }

  private SipBinding binding(Dn dn, String contact, Duration life) {
    Instant end = hall.now().plus(life);
    return new SipBinding(
        dn, contact, null, 1000, "c", 1, end, "UDP", "192.0.2.7", 5060, "sip-gateway-1");
  }

  private void registers(Dn dn, String contact) {
    hall.services.bindingChanged(
        SipBinding.key(dn, contact), binding(dn, contact, Duration.ofHours(1)));
    hall.reception.settle();
  }

  private void leaves(Dn dn, String contact) {
    hall.services.bindingChanged(SipBinding.key(dn, contact), null);
    hall.reception.settle();
  }

  private void restored(SipBinding... all) {
    hall.services.bindingsRestored(
        java.util.Arrays.stream(all)
            .collect(
                java.util.stream.Collectors.toMap(
                    b -> SipBinding.key(b.dn(), b.contact()), b -> b)));
    hall.reception.settle();
  }

  private void configured(Dn dn, Map<String, String> options) {
    OptionValues values = OptionValues.NONE;
    for (Map.Entry<String, String> option : options.entrySet()) {
      values = values.with("TServer", option.getKey(), option.getValue());
    }
    hall.config.put(new DnObject(version++, "A", dn.number(), DnType.EXTENSION, true, values));
    hall.settle();
  }

  @Test
  void clients_hear_when_the_first_endpoint_comes_and_when_the_last_one_goes() {
    restored();
    Hall.Guest anna = hall.registered("1001");
    Hall.Guest ben = hall.registered("1002");

    registers(ANNA, PHONE);
    registers(ANNA, LAPTOP);
    registers(ANNA, PHONE);
    leaves(ANNA, PHONE);
    leaves(ANNA, PHONE);
    assertThat(anna.types()).containsExactly(MessageType.EVENT_DN_BACK_IN_SERVICE);
    leaves(ANNA, LAPTOP);

    assertThat(anna.types())
        .containsExactly(MessageType.EVENT_DN_BACK_IN_SERVICE, MessageType.EVENT_DN_OUT_OF_SERVICE);
    assertThat(anna.last().get(Attribute.THIS_DN)).isEqualTo(ANNA);
    assertThat(anna.last().get(Attribute.TIME)).isEqualTo(hall.now());
    assertThat(ben.sent).isEmpty();
  }

  @Test
  void what_is_otherwise_after_a_reading_than_clients_were_told_is_news() {
    restored(binding(ANNA, PHONE, Duration.ofHours(1)));
    Hall.Guest anna = hall.registered("1001");
    Hall.Guest ben = hall.registered("1002");

    restored(binding(ANNA, LAPTOP, Duration.ofHours(1)));
    assertThat(anna.sent).isEmpty();
    restored(binding(BEN, PHONE, Duration.ofHours(1)));

    assertThat(anna.types()).containsExactly(MessageType.EVENT_DN_OUT_OF_SERVICE);
    assertThat(ben.types()).containsExactly(MessageType.EVENT_DN_BACK_IN_SERVICE);
    restored(binding(BEN, LAPTOP, Duration.ofHours(1)));
    assertThat(ben.sent).hasSize(1);
  }

  @Test
  void a_binding_that_nobody_takes_away_ends_by_itself_a_little_later() {
    restored();
    Hall.Guest anna = hall.registered("1001");
    hall.services.bindingChanged(
        SipBinding.key(ANNA, PHONE), binding(ANNA, PHONE, Duration.ofSeconds(60)));
    hall.reception.settle();

    hall.pass(Duration.ofSeconds(65));
    assertThat(anna.types()).containsExactly(MessageType.EVENT_DN_BACK_IN_SERVICE);
    hall.pass(Duration.ofSeconds(6));

    assertThat(anna.types())
        .containsExactly(MessageType.EVENT_DN_BACK_IN_SERVICE, MessageType.EVENT_DN_OUT_OF_SERVICE);
  }

  @Test
  void a_dn_with_a_contact_is_in_service_without_registration() {
    restored();
    Hall.Guest anna = hall.registered("1001");

    configured(ANNA, Map.of("contact", "sip:192.0.2.9:5060"));
    registers(ANNA, PHONE);
    leaves(ANNA, PHONE);
    configured(ANNA, Map.of("contact", "sip:192.0.2.10:5060"));
    assertThat(anna.types()).containsExactly(MessageType.EVENT_DN_BACK_IN_SERVICE);
    configured(ANNA, Map.of());

    assertThat(anna.types())
        .containsExactly(MessageType.EVENT_DN_BACK_IN_SERVICE, MessageType.EVENT_DN_OUT_OF_SERVICE);
  }

  @ParameterizedTest
  @CsvSource({
    "session, false, *,                  true,  1",
    "session, false, *,                  false, 0",
    "session, false, sip:192.0.2.9:5060, false, 1",
    "none,    true,  *,                  true,  1",
    "none,    true,  *,                  false, 0",
    "none,    true,  sip:192.0.2.9:5060, false, 1",
    "none,    false, *,                  true,  ",
  })
  void a_registration_tells_the_service_state_of_a_dn_that_is_reached_by_sip(
      String mode, boolean voice, String contact, boolean registered, @Nullable Integer told) {
    configured(
        ANNA,
        Map.of("sip-signaling-chat", mode, "voice", String.valueOf(voice), "contact", contact));
    if (registered) {
      restored(binding(ANNA, PHONE, Duration.ofHours(1)));
    }
    Hall.Guest anna = hall.arrives();
    anna.logsIn("1001", "demo", 0);
    anna.asks(new TlibRequest.RegisterAddress(2, ANNA, null, null, null));

    assertThat(anna.last().type()).isEqualTo(MessageType.EVENT_REGISTERED);
    assertThat(anna.last().extensions().integer("dn-in-service"))
        .isEqualTo(told == null ? OptionalInt.empty() : OptionalInt.of(told));
  }

  @Test
  void nobody_registers_or_speaks_as_a_customer() {
    begin(1, CUSTOMER, ANNA, CallType.INBOUND);
    ConnId call = connId(1);
    Hall.Guest anna = hall.registered("1001");
    KvList text = KvList.of("im-text", "not me");

    anna.asks(new TlibRequest.RegisterAddress(2, CUSTOMER, null, null, null));
    anna.asks(
        new TlibRequest.MakeCall(3, CUSTOMER, ANNA, null, null, MediaType.CHAT, null, null, null));
    anna.asks(new TlibRequest.PrivateService(4, CUSTOMER, call, null, 8001, null, null, text));
    anna.asks(new TlibRequest.ReleaseCall(5, CUSTOMER, call, null, null));
    anna.asks(
        new TlibRequest.MakeCall(6, ANNA, CUSTOMER, null, null, MediaType.CHAT, null, null, null));

    assertThat(anna.errors()).containsExactly(59, 41, 41, 41, 71);
    assertThat(hall.commands).isEmpty();
  }

  @Test
  void a_snapshot_leaves_out_the_call_whose_endpoint_does_not_ring_yet() {
    begin(1, BEN, ANNA, CallType.INTERNAL, PartyState.INITIATED);
    begin(2, BEN, ANNA, CallType.INTERNAL, PartyState.ALERTING);

    TlibEvent registered = registeredAnew();

    assertThat(registered.extensions().text("conn-1")).hasValue(connId(2).toString());
    assertThat(registered.extensions().text("conn-2")).isEmpty();
  }

  private TlibEvent registeredAnew() {
    Hall.Guest anna = hall.arrives();
    anna.logsIn("1001", "demo", 0);
    anna.asks(new TlibRequest.RegisterAddress(2, ANNA, null, null, null));
    return anna.last();
  }

  @ParameterizedTest
  @CsvSource({
    "by the SIP Server's option,  2,  ,  2, 1002, 1003",
    "by the DN's own option,      99, 2, 2, 1002, 1003",
    "at the called DN,            2,  ,  2, 1003, 1002",
  })
  void a_dn_takes_part_in_so_many_calls_and_no_more(
      String how, int ofSwitch, @Nullable Integer ofDn, int calls, Dn caller, Dn called) {
    hall.config.put(
        new ApplicationObject(
            version++,
            "SIP_Server_A",
            ApplicationType.SIP_SERVER,
            OptionValues.NONE.with("TServer", "im-max-sessions", Integer.toString(ofSwitch))));
    configured(BEN, ofDn == null ? Map.of() : Map.of("im-max-sessions", ofDn.toString()));
    Hall.Guest guest = hall.registered(caller.number());
    for (int call = 1; call < calls; call++) {
      begin(call, ANNA, BEN, CallType.INTERNAL);
    }
    guest.asks(call(3, caller, called));
    assertThat(hall.commands).as(how).hasSize(1);

    begin(calls, BEN, ANNA, CallType.INTERNAL);
    guest.asks(call(4, caller, called));

    assertThat(guest.errors()).containsExactly(111);
    assertThat(hall.commands).hasSize(1);
    release(1);
    guest.asks(call(5, caller, called));
    assertThat(hall.commands).hasSize(2).allMatch(ImCommand.Invite.class::isInstance);
  }

  private static TlibRequest call(int referenceId, Dn caller, Dn called) {
    return new TlibRequest.MakeCall(
        referenceId, caller, called, null, null, MediaType.CHAT, null, null, null);
  }

  private static ConnId connId(int number) {
    return ConnId.of(5, ConnId.Medium.IM, number);
  }

  private void begin(int number, Dn inviter, Dn invited, CallType type) {
    begin(number, inviter, invited, type, PartyState.ALERTING);
  }

  private void begin(int number, Dn inviter, Dn invited, CallType type, PartyState state) {
    var call =
        new Call(
            connId(number),
            MediaType.CHAT,
            type,
            hall.now(),
            List.of(
                new Party(inviter, "i", "A", DnRole.ORIGINATION, PartyState.DIALING),
                new Party(invited, "j", "A", DnRole.DESTINATION, state)),
            KvList.empty());
    hall.told(
        new ImEvent.Invited(
            new Origin("elsewhere", 1, 1), connId(number), call, hall.now().plusSeconds(30), null));
  }

  private void release(int number) {
    hall.told(
        new ImEvent.Ended(
            new Origin("elsewhere", 1, 1),
            connId(number),
            ANNA,
            ImEvent.EndCause.RELEASED,
            hall.now(),
            hall.now().plusSeconds(60)));
  }
}
