package org.parley.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.sip.SipBinding;
import org.parley.sip.auth.Verdict;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.Transport;
import org.parley.tlib.Dn;

class RegistrarTest {
  private static final Dn DN = new Dn("2001");
  private static final String A = "sip:2001@192.0.2.7:5070";
  private static final String B = "sip:2001@192.0.2.8:5070";
  private static final String OVER_TCP = "sip:2001@192.0.2.7:49152;transport=tcp";

  private final Bindings bindings = new Bindings();
  private final StoreInMemory store = new StoreInMemory(bindings);
  private final Set<Flow> alive = new HashSet<>(Set.of(Register.TCP));
  private boolean known = true;
  private int looks;
  private Verdict verdict = new Verdict.Endpoint(DN);
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Registrar registrar = registrar("gw-1");

  private Registrar registrar(String gateway) {
    return new Registrar(
        _ -> verdict,
        bindings,
        store,
        new Options(),
        flow -> {
          looks++;
          return alive.contains(flow);
        },
        () -> now,
        gateway);
  }

  /** 2001 and 9001 register, 2009 is fixed. */
  private final class Options implements RegistrarOptions {
    @Override
    public Kind kindOf(Dn dn) {
      looks++;
      return switch (dn.number()) {
        case "2001" -> known ? Kind.REGISTERS : Kind.UNKNOWN;
        case "2002", "9001" -> Kind.REGISTERS;
        case "2009" -> Kind.FIXED;
        case String _ -> Kind.UNKNOWN;
      };
    }

    @Override
    public Duration minExpires() {
      return Duration.ofSeconds(60);
    }

    @Override
    public Duration maxExpires() {
      return Duration.ofSeconds(7200);
    }

    @Override
    public Duration defaultExpires() {
      return Duration.ofSeconds(3600);
    }

    @Override
    public int maxContacts() {
      return 3;
    }
  }

  @ParameterizedTest
  @CsvSource({
    // who, To, code
    "2001, sip:2001@127.0.0.1, 200",
    "2001, sip:%32001@elsewhere, 200",
    "2001, sip:2002@127.0.0.1, 403",
    "2001, sip:7777@127.0.0.1, 404",
    "2001, sip:127.0.0.1, 404",
    "2001, tel:2001, 404",
    "2009, sip:2009@127.0.0.1, 403",
    "9001, sip:9001@127.0.0.1, 200",
    "9001, sip:2001@127.0.0.1, 403",
  })
  void a_dn_is_registered_by_itself_only(String who, String to, int code) {
    verdict =
        who.equals("9001")
            ? new Verdict.Customer(new Dn("9001"), new Dn("9001@127.0.0.1"))
            : new Verdict.Endpoint(new Dn(who));

    assertThat(send(Register.of(A).to(to)).code()).isEqualTo(code);
  }

  @Test
  void who_has_not_proved_anything_is_answered_as_authentication_says() {
    verdict = new Verdict.Challenge(Answer.of(401, "Unauthorized"));
    assertThat(send(Register.of(A)).code()).isEqualTo(401);
    verdict = new Verdict.Refused(Answer.of(403, "Forbidden"));
    assertThat(send(Register.of(A)).code()).isEqualTo(403);
    assertThat(store.written).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // Contact parameters, Expires, answered expires
    "'', '', 3600",
    "'', 600, 600",
    "expires=300, 600, 300",
    "expires=99999, '', 7200",
    "expires=4294967295, '', 7200",
    "expires=60, '', 60",
    "expires=abc, '', 3600",
    "'', abc, 3600",
    "expires=-1, '', 3600",
  })
  void a_contact_lives_as_long_as_it_asks_for_within_bounds(
      String parameters, String expires, long answered) {
    Register register = Register.of(parameters.isEmpty() ? A : A + " " + parameters);
    if (!expires.isEmpty()) {
      register.expires(expires);
    }

    assertThat(send(register).told()).containsExactly("<" + A + ">;expires=" + answered);
    assertThat(bindings.of(DN))
        .extracting(SipBinding::expiresAt)
        .containsExactly(now.plusSeconds(answered));
  }

  @ParameterizedTest
  @CsvSource({
    "sip:2001@192.0.2.7:5070 expires=59, 423",
    "sip:2001@192.0.2.7:5070 expires=1, 423",
    "sip:2001@192.0.2.7;transport=ws, 400",
    "sip:2001@192.0.2.7?Subject=x, 400",
    "mailto:anna@example.org, 400",
    "sip:2001@192.0.2.7 q=2, 400",
    "sip:2001@192.0.2.7 q=high, 400",
  })
  void nothing_is_done_when_one_contact_will_not_do(String contact, int code) {
    Register register = send(Register.of(A, contact));

    assertThat(register.code()).isEqualTo(code);
    assertThat(store.written).isEmpty();
    if (code == 423) {
      assertThat(register.answer.headers().first("Min-Expires")).hasValue("60");
    }
  }

  @Test
  void a_binding_keeps_what_it_was_made_with() {
    send(
        Register.of(OVER_TCP + " q=0.5;+sip.instance=\"<urn:uuid:1>\"")
            .over(Register.TCP)
            .call("a84b4c76e66710", 1826));

    assertThat(store.written)
        .containsExactly(
            BindingStore.Change.made(
                new SipBinding(
                    DN,
                    OVER_TCP,
                    "<urn:uuid:1>",
                    500,
                    "a84b4c76e66710",
                    1826,
                    now.plusSeconds(3600),
                    "TCP",
                    "192.0.2.7",
                    49152,
                    "gw-1")));
  }

  @Test
  void an_answer_lists_all_contacts_and_how_long_they_live_yet() {
    send(Register.of(A + " q=0.25;+sip.instance=\"<urn:uuid:1>\"").expires("100"));
    now = now.plusMillis(10_500);
    Register register = send(Register.of(B).call("other", 1));

    assertThat(register.told())
        .containsExactly(
            "<" + A + ">;+sip.instance=\"<urn:uuid:1>\";q=0.250;expires=90",
            "<" + B + ">;expires=3600");
    assertThat(send(Register.of()).told()).hasSize(2);
    assertThat(store.written).hasSize(2);
  }

  @Test
  void a_contact_is_refreshed_and_taken_away_by_its_uri() {
    send(Register.of(A).call("c", 1));
    now = now.plusSeconds(1000);
    assertThat(send(Register.of(A).call("c", 2)).told())
        .containsExactly("<" + A + ">;expires=3600");
    send(Register.of(B).call("c", 3));

    assertThat(send(Register.of(A + " expires=0").call("c", 4)).told())
        .containsExactly("<" + B + ">;expires=3600");
    assertThat(send(Register.of("SIP:2001@192.0.2.8:5070").expires("0").call("c", 5)).told())
        .isEmpty();
    assertThat(send(Register.of(A).expires("0").call("c", 6)).code()).isEqualTo(200);
    assertThat(bindings.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"c, 5, 500", "c, 4, 500", "c, 6, 200", "d, 1, 200"})
  void a_request_that_was_overtaken_changes_nothing(String call, long cseq, int code) {
    send(Register.of(A).call("c", 5));

    assertThat(send(Register.of(A).expires("600").call(call, cseq)).code()).isEqualTo(code);
    assertThat(bindings.of(DN).getFirst().expiresAt())
        .isEqualTo(now.plusSeconds(code == 200 ? 600 : 3600));
    assertThat(send(Register.of("*").expires("0").call(call, cseq)).code()).isEqualTo(500);
  }

  @Test
  void the_star_takes_all_away() {
    send(Register.of(A, B).call("c", 1));

    assertThat(send(Register.of("*").expires("0").call("c", 2)).told()).isEmpty();
    assertThat(bindings.size()).isZero();
    assertThat(send(Register.of("*").expires("0").call("c", 3)).code()).isEqualTo(200);
  }

  @Test
  void the_star_is_alone_and_with_expires_zero_or_refused() {
    send(Register.of(A).call("c", 1));

    assertThat(send(Register.of("*").call("c", 2)).code()).isEqualTo(400);
    assertThat(send(Register.of("*").expires("60").call("c", 2)).code()).isEqualTo(400);
    assertThat(send(Register.of("* expires=0").call("c", 2)).code()).isEqualTo(400);
    assertThat(send(Register.of("*", A).expires("0").call("c", 2)).code()).isEqualTo(400);
    assertThat(bindings.size()).isEqualTo(1);
  }

  @Test
  void there_are_so_many_contacts_and_no_more() {
    send(Register.of(A, B, "sip:c@192.0.2.9").call("c", 1));

    assertThat(send(Register.of("sip:d@192.0.2.9").call("d", 1)).code()).isEqualTo(403);
    assertThat(send(Register.of(A).call("c", 2)).code()).isEqualTo(200);
    assertThat(send(Register.of("sip:d@192.0.2.9", A + " expires=0").call("c", 3)).code())
        .isEqualTo(200);
    assertThat(bindings.size()).isEqualTo(3);
  }

  @Test
  void contacts_that_have_expired_leave_room() {
    send(Register.of(A, B, "sip:c@192.0.2.9").expires("60").call("c", 1));
    now = now.plusSeconds(60);

    assertThat(send(Register.of("sip:d@192.0.2.9").call("d", 1)).told()).hasSize(1);
  }

  @Test
  void an_endpoint_that_comes_back_under_another_contact_takes_its_own_place() {
    send(Register.of(A + " +sip.instance=\"<urn:uuid:1>\"", B).call("c", 1));

    Register back =
        send(Register.of("sip:n@192.0.2.9 +sip.instance=\"<urn:uuid:1>\"").call("d", 1));

    assertThat(back.told())
        .containsExactly(
            "<" + B + ">;expires=3600",
            "<sip:n@192.0.2.9>;+sip.instance=\"<urn:uuid:1>\";expires=3600");
  }

  @Test
  void the_answer_leaves_when_the_change_is_written() {
    store.holds = true;
    Register register = send(Register.of(A));
    assertThat(register.code()).isZero();

    store.release();
    assertThat(register.code()).isEqualTo(200);
  }

  @Test
  void what_could_not_be_written_is_not_promised() {
    store.fails = true;
    Register register = send(Register.of(A));

    assertThat(register.code()).isEqualTo(503);
    assertThat(register.answer.headers().first("Retry-After")).isPresent();
    store.fails = false;
    assertThat(send(Register.of(A)).code()).isEqualTo(200);
  }

  /** Else a burst would be decided on what was there before any of it. */
  @Test
  void requests_for_one_dn_are_decided_one_after_the_other() {
    store.holds = true;
    List<Register> burst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      burst.add(send(Register.of("sip:" + i + "@192.0.2.9").call("c" + i, 1)));
    }
    verdict = new Verdict.Endpoint(new Dn("2002"));
    Register other = send(Register.of(B).to("sip:2002@127.0.0.1"));
    verdict = new Verdict.Endpoint(DN);

    store.release();
    store.release();
    assertThat(other.code()).isEqualTo(200);
    store.release();
    store.release();

    assertThat(burst).extracting(Register::code).containsExactly(200, 200, 200, 403, 403);
    assertThat(bindings.of(DN)).hasSize(3);
  }

  @Test
  void too_many_requests_for_one_dn_at_a_time_are_told_to_come_later() {
    store.holds = true;
    for (int i = 0; i < 9; i++) {
      assertThat(send(Register.of(A).call("c", i)).code()).isZero();
    }

    assertThat(send(Register.of(A).call("c", 10)).code()).isEqualTo(503);
  }

  @Test
  void what_has_expired_is_taken_away() {
    send(Register.of(A).expires("60").call("c", 1));
    send(Register.of(B).expires("120").call("d", 1));

    now = now.plusSeconds(59);
    registrar.sweep();
    assertThat(bindings.size()).isEqualTo(2);
    now = now.plusSeconds(1);
    registrar.sweep();
    assertThat(bindings.of(DN)).extracting(SipBinding::contact).containsExactly(B);
  }

  @Test
  void what_another_instance_made_is_taken_away_a_little_later() {
    send(Register.of(A).expires("60"));
    registrar = registrar("gw-2");

    now = now.plusSeconds(69);
    registrar.sweep();
    assertThat(bindings.size()).isEqualTo(1);
    now = now.plusSeconds(1);
    registrar.sweep();
    assertThat(bindings.size()).isZero();
  }

  @Test
  void a_contact_ends_with_its_connection() {
    send(Register.of(OVER_TCP).over(Register.TCP).call("c", 1));
    send(Register.of(A).over(Register.TCP).call("d", 1));

    registrar.onFlowLost(new Flow(Transport.TCP, "192.0.2.7", 49153));
    assertThat(bindings.size()).isEqualTo(2);
    registrar.onFlowLost(Register.TCP);
    assertThat(bindings.of(DN)).extracting(SipBinding::contact).containsExactly(A);
  }

  @Test
  void a_connection_of_another_instance_is_not_ours_to_miss() {
    send(Register.of(OVER_TCP).over(Register.TCP));
    registrar = registrar("gw-2");
    alive.clear();

    registrar.onFlowLost(Register.TCP);
    registrar.sweep();
    assertThat(bindings.size()).isEqualTo(1);
  }

  @Test
  void after_a_restart_connections_are_gone_and_addresses_are_not() {
    send(Register.of(OVER_TCP).over(Register.TCP).call("c", 1));
    send(Register.of(B).call("d", 1));
    alive.clear();
    registrar = registrar("gw-1");

    registrar.sweep();
    assertThat(bindings.of(DN)).extracting(SipBinding::contact).containsExactly(B);
  }

  @Test
  void a_dn_that_is_taken_away_is_registered_no_longer() {
    send(Register.of(A));
    known = false;

    registrar.sweep();
    assertThat(bindings.size()).isZero();
  }

  @Test
  void what_is_configured_anew_is_looked_at_at_once() {
    send(Register.of(A));
    registrar.sweep();
    registrar.configured(DN);
    assertThat(bindings.size()).isEqualTo(1);
    known = false;

    registrar.configured(DN);
    assertThat(bindings.size()).isZero();
  }

  @Test
  void a_sweep_looks_at_what_is_due_and_at_nothing_else() {
    List<SipBinding> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(
          new SipBinding(
              new Dn("2002"),
              "sip:2002@192.0.2.1;transport=tcp;n=" + i,
              null,
              1000,
              "c",
              1,
              now.plusSeconds(i < 10 ? 60 : 3600),
              "TCP",
              Register.TCP.host(),
              Register.TCP.port(),
              "gw-1"));
    }
    bindings.reset(many);
    registrar.sweep();
    looks = 0;
    for (int second = 1; second < 60; second++) {
      now = now.plusSeconds(1);
      registrar.sweep();
    }
    assertThat(looks).isZero();
    for (int i = 0; i < 10; i++) {
      bindings.put(many.get(99_999 - i)); // made anew
    }
    registrar.sweep();
    assertThat(looks).isEqualTo(20);
    now = now.plusSeconds(1);
    for (int i = 0; i < 10; i++) {
      registrar.sweep(); // one change at a DN at a time
    }
    assertThat(bindings.size()).isEqualTo(99_990);
    assertThat(looks).isEqualTo(20);
  }

  @Test
  void what_could_not_be_taken_away_is_tried_again() {
    send(Register.of(OVER_TCP).over(Register.TCP).call("c", 1));
    alive.clear();
    store.fails = true;
    registrar.onFlowLost(Register.TCP);
    assertThat(bindings.size()).isEqualTo(1);

    store.fails = false;
    registrar.sweep();
    assertThat(bindings.size()).isZero();
  }

  @Test
  void those_who_ask_are_told_what_the_gateway_can_do() {
    Answer answer = Capabilities.answer();

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.headers().first("Allow").orElseThrow()).contains("MESSAGE", "REGISTER");
    assertThat(answer.headers().first("Accept").orElseThrow())
        .contains("application/sdp", "text/plain");
    assertThat(answer.headers().first("Supported")).isPresent();
  }

  private Register send(Register register) {
    registrar.onRegister(register);
    return register;
  }
}
