package org.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.parley.client.terminal.PlainPerson;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;
import org.parley.tlib.client.FakeSite;
import org.parley.tlib.client.TestCertificate;

/** The whole terminal client through pipes, against a server on real sockets. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientIT {
  private final List<Terminal> terminals = new ArrayList<>();
  private FakeSite site;

  @BeforeEach
  void open() throws IOException {
    site = new FakeSite();
  }

  @AfterEach
  void close() throws IOException {
    for (Terminal terminal : terminals) {
      terminal.keys.close();
    }
    site.close();
  }

  private final class Terminal {
    final PipedOutputStream keys = new PipedOutputStream();
    final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private int seen;

    Terminal(String... words) throws IOException {
      var person = new PlainPerson(new PipedInputStream(keys), new PrintStream(screen));
      var arguments = new ArrayList<>(List.of("--port", String.valueOf(site.port())));
      arguments.addAll(List.of(words));
      Thread.ofVirtual()
          .start(() -> {
            try {
              exit.complete(
                  new Visit(
                          Arguments.parse(arguments.toArray(String[]::new)).orElseThrow(),
                          person,
                          Optional.empty())
                      .run());
            } catch (Exception failed) {
              exit.completeExceptionally(failed);
            }
          });
      terminals.add(this);
    }

    void type(String line) throws IOException {
      keys.write((line + "\n").getBytes(UTF_8));
      keys.flush();
    }

    /** Waits for a text after the last one that was waited for. */
    void shows(String text) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(screen.toString(UTF_8).substring(seen)).contains(text));
      seen = screen.toString(UTF_8).indexOf(text, seen) + text.length();
    }
  }

  private Terminal agent(String number) throws IOException {
    var terminal = new Terminal(number);
    terminal.shows("Connected to fake-A (site A) as " + number);
    terminal.shows("you are ready");
    return terminal;
  }

  @Test
  void two_agents_find_each_other_talk_and_end() throws IOException {
    Terminal alice = agent("1001");
    Terminal bob = agent("1002");
    alice.type("who 1001-1003");
    alice.shows("1001       1001         ready");
    alice.shows("1002       1002         ready");
    alice.shows("nobody at: 1003");
    alice.type("im 1002 Hello Bob");
    alice.shows("--- [1] 1002  Establishing ---");
    bob.shows("[1] 1001 invites you: Hello Bob   (accept or reject)");
    bob.type("accept");
    bob.shows("Connected");
    bob.shows("agent1001  Hello Bob");
    alice.shows("Connected");
    bob.type("Hi \uD83D\uDC4D, end or accept?");
    alice.shows("agent1002  Hi \uD83D\uDC4D, end or accept?");
    alice.type("end");
    alice.shows("Did you mean /end?");
    alice.type("/end");
    alice.shows("--- [1] agent1002 (1002)  Ended (ended by you) ---");
    bob.shows("--- [1] agent1001 (1001)  Ended (ended by the other side) ---");
    bob.type("transcript");
    bob.shows("agent1001  Hello Bob");
    bob.shows("agent1002  Hi \uD83D\uDC4D");
    bob.type("quit");

    assertThat(bob.exit.orTimeout(10, TimeUnit.SECONDS).join()).isZero();
    assertThat(site.requests()).anyMatch(TlibRequest.AgentLogout.class::isInstance);
  }

  @Test
  void an_invitation_can_be_rejected_and_given_up() throws IOException {
    Terminal alice = agent("1001");
    Terminal bob = agent("1002");
    alice.type("im 1002 Hello");
    bob.shows("invites you");
    bob.type("reject");
    alice.shows("Ended (rejected)");
    alice.type("im 1002");
    bob.shows("[2] agent1001 (1001) invites you".replace("agent1001 (1001)", "1001"));
    alice.type("/end");
    bob.shows("Ended (cancelled)");
    bob.type("accept");

    bob.shows("There is no invitation.");
  }

  @Test
  void a_customer_calls_and_a_message_that_does_not_arrive_shows() throws IOException {
    Terminal alice = agent("1001");
    var here = new Dn("1001");
    ConnId call = ConnId.of(1, ConnId.Medium.IM, 4711);
    TlibEvent event =
        TlibEvent.of(MessageType.EVENT_RINGING)
            .with(Attribute.THIS_DN, here)
            .with(Attribute.CONN_ID, call)
            .with(Attribute.MEDIA_TYPE, MediaType.CHAT)
            .with(Attribute.CALL_TYPE, CallType.INBOUND)
            .with(Attribute.OTHER_DN, new Dn("zoe@customers.example"))
            .with(Attribute.EXTENSIONS, KvList.of("im-text", "My bill"));
    site.tell(here, event);
    alice.shows("[1] customer zoe@customers.example invites you: My bill");
    site.tell(
        here,
        TlibEvent.of(MessageType.EVENT_PRIVATE_INFO)
            .with(Attribute.THIS_DN, here)
            .with(Attribute.CONN_ID, call)
            .with(Attribute.PRIVATE_MSG_ID, 8004)
            .with(
                Attribute.EXTENSIONS,
                KvList.of("im-msg-id", "m1")
                    .with("im-seq", 1)
                    .with("im-error", "Request Timeout")
                    .with("im-error-code", 408)
                    .with("im-to-dn", "zoe@customers.example")));
    alice.shows("[1] not delivered to zoe@customers.example: Request Timeout (408)");
    site.tell(
        here, TlibEvent.of(MessageType.EVENT_DN_OUT_OF_SERVICE).with(Attribute.THIS_DN, here));
    alice.shows("no SIP endpoint of 1001 is registered any more");
  }

  @Test
  void several_sessions_are_kept_apart() throws IOException {
    Terminal alice = agent("1001");
    Terminal bob = agent("1002");
    Terminal carol = agent("1003");
    bob.type("im 1001 from bob");
    alice.shows("[1] 1002 invites you: from bob");
    alice.type("accept");
    alice.shows("Connected");
    carol.type("im 1001 from carol");
    alice.shows("[2] 1003 invites you: from carol");
    alice.type("/accept 2");
    alice.shows("[2] 1003  Connected");
    alice.type("to carol");
    carol.shows("agent1001  to carol");
    bob.type("and me?");
    alice.shows("[1] agent1002  and me?");
    alice.type("/switch 1");
    alice.shows("agent1002  from bob");
    alice.type("to bob");
    bob.shows("agent1001  to bob");
    alice.type("/sessions");
    alice.shows("[1] agent1002 (1002)  Connected ---  current");
    alice.shows("[2] agent1003 (1003)  Connected ---");
  }

  @Test
  void a_lost_connection_shows_and_what_was_missed_comes() throws IOException {
    Terminal alice = agent("1001");
    Terminal bob = agent("1002");
    alice.type("im 1002 Hello");
    bob.shows("invites you");
    bob.type("accept");
    alice.shows("Connected");
    site.shut(0);
    alice.shows("connection lost");
    alice.type("written meanwhile");
    alice.shows("(will be sent when the connection is back)");
    TlibRequest.AnswerCall answer =
        site.requests().stream()
            .filter(TlibRequest.AnswerCall.class::isInstance)
            .map(TlibRequest.AnswerCall.class::cast)
            .findFirst()
            .orElseThrow();
    site.say(answer.connId(), new Dn("1002"), "missed");
    site.reopen();

    alice.shows("agent1002  missed");
    alice.shows("back; 1 message fetched");
    bob.shows("agent1001  written meanwhile");
  }

  @Test
  void data_and_state_reach_the_screen() throws IOException {
    Terminal alice = agent("1001");
    Terminal bob = agent("1002");
    alice.type("im 1002 Hello");
    bob.shows("invites you");
    bob.type("accept");
    alice.shows("Connected");
    alice.type("/data case=4711 kind=vip");
    bob.shows("[1] data  case=4711  kind=vip");
    alice.type("/notready lunch");
    alice.shows("you are not ready");
  }

  @Test
  void what_others_write_cannot_command_the_terminal() throws IOException {
    Terminal alice = agent("1001");
    Terminal bob = agent("1002");
    alice.type("im 1002 \u001b[2J\u202Eevil");
    bob.shows("invites you: \\u{1b}[2J\\u{202e}evil");

    assertThat(bob.screen.toString(UTF_8)).doesNotContain("\u001b");
  }

  @Test
  void an_error_is_shown_with_its_number() throws IOException {
    site.withoutIm(new Dn("1002"));
    Terminal alice = agent("1001");
    alice.type("im 1002 Hello");

    alice.shows("error 93: The destination is in an invalid state");
  }

  @Test
  void a_wrong_password_from_a_script_ends_with_exit_code_1() throws IOException {
    var alice = new Terminal("1001", "--password", "wrong");

    assertThat(alice.exit.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1);
    alice.shows("log-in refused with error 119");
  }

  @Test
  void a_certificate_that_is_not_trusted_ends_with_exit_code_1_and_advice(@TempDir Path dir)
      throws IOException, GeneralSecurityException, InterruptedException {
    var certificate = new TestCertificate(dir, "ip:127.0.0.1");
    int port = site.open(certificate.context().getServerSocketFactory()).getPort();
    var alice = new Terminal("1001", "--tls", "--port", String.valueOf(port));

    assertThat(alice.exit.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1);
    alice.shows("the certificate of 127.0.0.1:" + port + " is not trusted: ");
    alice.shows("--ca data/server.crt");

    var bob =
        new Terminal(
            "1002", "--tls", "--ca", certificate.pem().toString(), "--port", String.valueOf(port));
    bob.shows("Connected to fake-A (site A) as 1002");
  }

  @Test
  void a_certificate_for_another_host_ends_with_exit_code_1_and_advice(@TempDir Path dir)
      throws IOException, GeneralSecurityException, InterruptedException {
    var certificate = new TestCertificate(dir, "dns:gateway.example");
    int port = site.open(certificate.context().getServerSocketFactory()).getPort();
    var alice =
        new Terminal(
            "1001", "--tls", "--ca", certificate.pem().toString(), "--port", String.valueOf(port));

    assertThat(alice.exit.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1);
    alice.shows("the certificate of 127.0.0.1:" + port + " is not accepted: ");
    alice.shows("--host NAME");
  }

  @Test
  void the_end_of_a_script_leaves_after_what_was_said_is_sent() throws IOException {
    Terminal bob = agent("1002");
    Terminal alice = agent("1001");
    alice.type("im 1002 Hello");
    bob.shows("invites you");
    bob.type("accept");
    alice.shows("Connected");
    alice.type("last words");
    alice.keys.close();

    assertThat(alice.exit.orTimeout(10, TimeUnit.SECONDS).join()).isZero();
    bob.shows("agent1001  last words");
    alice.shows("1 session goes on");
  }

  private static final Dn ALICE = new Dn("1001");
  private static final ConnId CALL = ConnId.parse("0400000000000abc");
  private static final ConnId CONSULT = CALL.consult(1);

  private void tellAlice(MessageType type, ConnId connId, CallState state, String other) {
    site.tell(
        ALICE,
        TlibEvent.of(type)
            .with(Attribute.CONN_ID, connId)
            .with(Attribute.MEDIA_TYPE, MediaType.VOICE)
            .with(Attribute.CALL_STATE, state)
            .with(Attribute.THIS_DN, ALICE)
            .withOptional(Attribute.PREVIOUS_CONN_ID, connId.equals(CONSULT) ? CALL : null)
            .with(Attribute.OTHER_DN, new Dn(other)));
  }

  private void asked(TlibRequest request) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(site.voiceRequests())
                .last()
                .usingRecursiveComparison()
                .ignoringFields("referenceId")
                .isEqualTo(request));
  }

  @Test
  void a_conference_is_steered_and_told() throws IOException {
    Terminal alice = agent("1001");
    alice.type("call 1002");
    asked(
        new TlibRequest.MakeCall(
            0, ALICE, new Dn("1002"), null, null, MediaType.VOICE, null, null, null));
    tellAlice(MessageType.EVENT_DIALING, CALL, CallState.OK, "1002");
    alice.shows("call 1  calling 1002");
    tellAlice(MessageType.EVENT_ESTABLISHED, CALL, CallState.OK, "1002");
    alice.shows("call 1  connected with 1002");
    alice.type("consult 1003");
    asked(
        new VoiceRequest.InitiateConference(
            0, ALICE, CALL, new Dn("1003"), null, null, null, null));
    tellAlice(MessageType.EVENT_HELD, CALL, CallState.OK, "1002");
    alice.shows("call 1  on hold");
    tellAlice(MessageType.EVENT_DIALING, CONSULT, CallState.OK, "1003");
    alice.shows("call 2  calling 1003");
    tellAlice(MessageType.EVENT_ESTABLISHED, CONSULT, CallState.OK, "1003");
    alice.shows("call 2  connected with 1003");
    alice.type("conference");
    asked(new VoiceRequest.CompleteConference(0, ALICE, CALL, CONSULT, null, null));
    tellAlice(MessageType.EVENT_RELEASED, CONSULT, CallState.CONFERENCED, "1003");
    alice.shows("call 2  ended (conference)");
    tellAlice(MessageType.EVENT_RETRIEVED, CALL, CallState.OK, "1002");
    tellAlice(MessageType.EVENT_PARTY_ADDED, CALL, CallState.CONFERENCED, "1003");
    alice.shows("call 1  1003 joins");

    alice.type("private 1003");
    asked(new VoiceRequest.ListenDisconnect(0, ALICE, CALL, new Dn("1003"), null, null));
    tellAlice(MessageType.EVENT_LISTEN_DISCONNECTED, CALL, CallState.HELD, "1003");
    alice.shows("call 1  1003 is private now, with music");
    alice.type("back 1003");
    asked(new VoiceRequest.ListenReconnect(0, ALICE, CALL, new Dn("1003"), null, null));
    alice.type("mute 1003");
    asked(new TlibRequest.PrivateService(0, ALICE, CALL, new Dn("1003"), 8011, null, null, null));
    alice.type("mute");
    asked(new VoiceRequest.SetMuteOn(0, ALICE, CALL, null, null));
    alice.type("drop 1003");
    asked(new VoiceRequest.DeleteFromConference(0, ALICE, CALL, new Dn("1003"), null, null));
    alice.type("keys 12#");
    asked(new VoiceRequest.SendDTMF(0, ALICE, CALL, "12#", null, null));
    alice.type("end");
    asked(new TlibRequest.ReleaseCall(0, ALICE, CALL, null, null));
  }

  @Test
  void a_call_is_ended_for_all() throws IOException {
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_HELD, CALL, CallState.OK, "1002");
    tellAlice(MessageType.EVENT_ESTABLISHED, CONSULT, CallState.OK, "1003");
    alice.shows("call 2  connected with 1003");
    alice.type("clear");
    asked(new VoiceRequest.ClearCall(0, ALICE, CONSULT, null, null));
    tellAlice(MessageType.EVENT_PARTY_ADDED, CONSULT, CallState.CONFERENCED, "1004");
    tellAlice(MessageType.EVENT_RELEASED, CONSULT, CallState.OK, "1003");
    alice.shows("call 2  ended for all\n");
    site.refuseNextVoiceRequest(TlibError.INV_CALL_STATE, "not now");
    alice.type("clear 1");
    asked(new VoiceRequest.ClearCall(0, ALICE, CALL, null, null));
    alice.shows("call 1: error 1712");
    tellAlice(MessageType.EVENT_RELEASED, CALL, CallState.OK, "1002");
    alice.shows("call 1  ended\n");
  }

  @Test
  void who_leaves_a_conference_found_at_the_log_in_is_told_who_talk_on() throws IOException {
    site.voiceCall(
        CALL,
        KvList.of("party-1", "1001")
            .with("state-1", 0xC)
            .with("party-2", "1002")
            .with("state-2", 0xE)
            .with("party-3", "1003")
            .with("state-3", 0xC)
            .with("party-4", "1004")
            .with("state-4", 0xA));
    Terminal alice = agent("1001");
    alice.shows("call 1  you are talking");
    alice.type("release");
    asked(new TlibRequest.ReleaseCall(0, ALICE, CALL, null, null));
    tellAlice(MessageType.EVENT_RELEASED, CALL, CallState.OK, "1002");
    alice.shows("call 1  ended; 1002 and 1003 talk on\n");
  }

  @Test
  void who_consults_goes_to_and_fro_between_the_two_calls() throws IOException {
    ConnId older = ConnId.parse("0400000000000aaa");
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_HELD, older, CallState.OK, "1005");
    tellAlice(MessageType.EVENT_HELD, CALL, CallState.OK, "1002");
    tellAlice(MessageType.EVENT_ESTABLISHED, CONSULT, CallState.OK, "1003");
    alice.shows("call 3  connected with 1003");
    alice.type("alternate");
    asked(new VoiceRequest.AlternateCall(0, ALICE, CALL, CONSULT, null, null));
    tellAlice(MessageType.EVENT_HELD, CONSULT, CallState.OK, "1003");
    alice.shows("call 3  on hold");
    alice.type("alternate");
    alice.shows("You are talking to nobody.");
    tellAlice(MessageType.EVENT_RETRIEVED, CALL, CallState.OK, "1002");
    alice.shows("call 2  talking again");
    alice.type("alternate");
    asked(new VoiceRequest.AlternateCall(0, ALICE, CONSULT, CALL, null, null));
    alice.type("alternate 1");
    asked(new VoiceRequest.AlternateCall(0, ALICE, older, CALL, null, null));
    tellAlice(MessageType.EVENT_RELEASED, CONSULT, CallState.REMOTE_RELEASE, "1003");
    alice.shows("call 3  ended");
    tellAlice(MessageType.EVENT_RELEASED, older, CallState.REMOTE_RELEASE, "1005");
    alice.shows("call 1  ended");
    alice.type("alternate");
    alice.shows("You have no call on hold");
  }

  @Test
  void a_call_that_rings_is_answered_by_any_of_the_words() throws IOException {
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_RINGING, CALL, CallState.OK, "1002");
    alice.shows("call 1  1002 calls you   (answer or release)");
    alice.type("accept");
    asked(new TlibRequest.AnswerCall(0, ALICE, CALL, null, null));
    alice.type("reject");
    asked(new TlibRequest.ReleaseCall(0, ALICE, CALL, null, null));
    tellAlice(MessageType.EVENT_ABANDONED, CALL, CallState.ABANDONED, "1002");
    alice.shows("call 1  ended (given up)");
    alice.type("answer");
    alice.shows("Nobody is calling you.");
  }

  private void listParties(KvList list) {
    site.tell(
        ALICE,
        TlibEvent.of(MessageType.EVENT_USER_EVENT)
            .with(Attribute.CONN_ID, CALL)
            .with(Attribute.THIS_DN, ALICE)
            .with(Attribute.EXTENSIONS, list));
  }

  private static KvList three(String... muted) {
    KvList list = KvList.empty();
    for (int n = 0; n < 3; n++) {
      String number = "100" + (n + 1);
      list = list.with("LCTParty" + n, number);
      if (List.of(muted).contains(number)) {
        list = list.with("LCTParty" + n + "_mute", "on");
      }
    }
    return list.with("LCTPartiesLength", 3);
  }

  @Test
  void everybody_in_a_conference_is_told_who_is_muted() throws IOException {
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_ESTABLISHED, CALL, CallState.OK, "1002");
    alice.shows("call 1  connected with 1002");
    listParties(three("1002"));
    alice.shows("call 1  1002 is muted\n");
    listParties(three("1002", "1003"));
    alice.shows("call 1  1003 is muted\n");
    listParties(three("1001", "1003"));
    tellAlice(MessageType.EVENT_MUTE_ON, CALL, CallState.OK, "1002");
    alice.shows("call 1  1002 is heard again\n");
    alice.shows("call 1  you are muted");

    assertThat(alice.screen.toString(UTF_8)).doesNotContain("1001 is muted");
    assertThat(alice.screen.toString(UTF_8).split("1002 is muted", -1)).hasSize(2);
  }

  @Test
  void who_mutes_another_is_told_once_with_and_without_lists() throws IOException {
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_ESTABLISHED, CALL, CallState.OK, "1002");
    alice.shows("call 1  connected with 1002");
    alice.type("mute 1003");
    asked(new TlibRequest.PrivateService(0, ALICE, CALL, new Dn("1003"), 8011, null, null, null));
    listParties(three("1003"));
    alice.shows("call 1  1003 is muted (by you)");
    alice.type("unmute 1003");
    alice.shows("call 1  1003 is heard again (by you)");
    listParties(three());
    alice.type("mute 1002");
    alice.shows("call 1  1002 is muted (by you)");
    listParties(three()); // somebody joined, and lists tell no states
    tellAlice(MessageType.EVENT_RELEASED, CALL, CallState.OK, "1002");
    alice.shows("call 1  ended");

    assertThat(alice.screen.toString(UTF_8).lines().filter(line -> line.contains("1003 is")))
        .containsExactly("call 1  1003 is muted (by you)", "call 1  1003 is heard again (by you)");
    assertThat(alice.screen.toString(UTF_8)).doesNotContain("1002 is heard again");
  }

  @Test
  void the_call_that_is_meant_is_the_likeliest() throws IOException {
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_HELD, CALL, CallState.OK, "1002");
    tellAlice(MessageType.EVENT_ESTABLISHED, CONSULT, CallState.OK, "1003");
    alice.shows("call 2  connected with 1003");
    alice.type("release");
    asked(new TlibRequest.ReleaseCall(0, ALICE, CONSULT, null, null));
    ConnId third = ConnId.parse("0400000000000def");
    tellAlice(MessageType.EVENT_RINGING, third, CallState.OK, "1004");
    alice.shows("call 3  1004 calls you");
    ConnId fourth = ConnId.parse("0400000000000fff");
    tellAlice(MessageType.EVENT_DIALING, fourth, CallState.OK, "1005");
    alice.shows("call 4  calling 1005");
    alice.type("release");
    asked(new TlibRequest.ReleaseCall(0, ALICE, fourth, null, null));
    alice.type("reject");
    asked(new TlibRequest.ReleaseCall(0, ALICE, third, null, null));
    alice.type("release 1");
    asked(new TlibRequest.ReleaseCall(0, ALICE, CALL, null, null));
  }

  @Test
  void what_cannot_be_done_is_said_in_words_of_its_own() throws IOException {
    Terminal alice = agent("1001");
    for (String word :
        List.of("hold", "add 1003", "private 1003", "mute", "mute 1003", "keys 1", "clear")) {
      alice.type(word);
      alice.shows("You are talking to nobody. Retrieve a call, or begin one: call 1002");
    }
    alice.type("retrieve");
    alice.shows("You have no call on hold");
    alice.type("answer");
    alice.shows("Nobody is calling you.");
    alice.type("release");
    alice.shows("You have no call.");
    alice.type("hold 7");
    alice.shows("There is no call 7; see calls.");

    assertThat(site.voiceRequests()).isEmpty();
  }

  @Test
  void whose_fault_it_was_that_nobody_was_reached_is_said() throws IOException {
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_DIALING, CALL, CallState.OK, "1002");
    tellAlice(MessageType.EVENT_RELEASED, CALL, CallState.SIT_VACANT, "1002");
    alice.shows("call 1  ended (your own phone: out of service)");
    tellAlice(MessageType.EVENT_DIALING, CALL, CallState.OK, "1002");
    tellAlice(MessageType.EVENT_DESTINATION_BUSY, CALL, CallState.SIT_VACANT, "1002");
    alice.shows("call 2  1002: out of service");
    tellAlice(MessageType.EVENT_RELEASED, CALL, CallState.SIT_VACANT, "1002");
    alice.shows("call 2  ended (out of service)");
  }

  @Test
  void a_call_that_is_handed_over_while_it_rings_is_nobodys_fault() throws IOException {
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_HELD, CALL, CallState.OK, "1002");
    tellAlice(MessageType.EVENT_DIALING, CONSULT, CallState.OK, "1003");
    alice.shows("call 2  calling 1003");
    alice.type("transfer");
    asked(new VoiceRequest.CompleteTransfer(0, ALICE, CALL, CONSULT, null, null));
    tellAlice(MessageType.EVENT_RELEASED, CONSULT, CallState.TRANSFERRED, "1003");
    alice.shows("call 2  ended (transferred)");
    tellAlice(MessageType.EVENT_RELEASED, CALL, CallState.TRANSFERRED, "1002");
    alice.shows("call 1  ended (transferred)");
  }

  @Test
  void what_the_server_refuses_is_said_of_the_call_by_its_number() throws IOException {
    Terminal alice = agent("1001");
    site.refuseNextVoiceRequest(TlibError.INV_CALD_DN, "1009");
    alice.type("call 1009");
    alice.shows("\nerror 71: Bad called DN: 1009\n");
    tellAlice(MessageType.EVENT_HELD, CALL, CallState.OK, "1002");
    tellAlice(MessageType.EVENT_ESTABLISHED, CONSULT, CallState.OK, "1003");
    alice.shows("call 2  connected with 1003");
    site.refuseNextVoiceRequest(TlibError.INV_CALD_DN, "1009 is unknown");
    alice.type("add 1009");
    alice.shows("call 2: error 71: Bad called DN: 1009 is unknown\n");
    site.refuseNextVoiceRequest(
        TlibError.INV_CALL_STATE, "DN 1001 does not hold " + CALL + " and hear " + CONSULT);
    alice.type("conference");
    alice.shows("calls 1 and 2: error 1712: ");
    alice.shows("DN 1001 does not hold call 1 and hear call 2\n");
    site.refuseNextVoiceRequest(TlibError.INV_CONNID, "no call " + CALL + ", nor ffff000000000abc");
    alice.type("release 1");
    alice.shows("call 1: error 56: Bad ConnID: no call 1, nor ffff000000000abc\n");
  }

  @Test
  void what_is_only_acknowledged_is_told_all_the_same() throws IOException {
    Terminal alice = agent("1001");
    tellAlice(MessageType.EVENT_ESTABLISHED, CALL, CallState.OK, "1002");
    alice.shows("call 1  connected with 1002");
    alice.type("add 1003");
    asked(new VoiceRequest.SingleStepConference(0, ALICE, CALL, new Dn("1003"), null, null, null));
    tellAlice(MessageType.EVENT_PARTY_ADDED, CALL, CallState.CONFERENCED, "1003");
    alice.shows("call 1  1003 is being called");
    alice.shows("call 1  1003 joins");
    alice.type("drop 1003");
    alice.shows("call 1  1003 is not called any more");
    alice.type("quit");
    alice.shows("Your calls go on at your phone.");
  }

  @Test
  void calls_that_run_are_found_at_the_log_in_with_who_is_private() throws IOException {
    site.voiceCall(
        CALL,
        KvList.of("party-1", "1001")
            .with("name-1", "alice")
            .with("state-1", 0xC)
            .with("party-2", "1002")
            .with("name-2", "bob")
            .with("state-2", 0x3C));
    Terminal alice = new Terminal("1001");
    alice.shows("call 1  you are talking   (ConnID 0400000000000abc)\n");
    alice.shows("1001           alice        talking  you");
    alice.shows("1002           bob          private: hears music, is not heard");
    alice.type("hold");
    asked(new VoiceRequest.HoldCall(0, ALICE, CALL, null, null));
    alice.type("calls");
    alice.shows("call 1  you are talking   (ConnID 0400000000000abc)\n");
  }
}
