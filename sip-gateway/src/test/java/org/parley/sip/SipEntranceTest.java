package org.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.sip.auth.Identities;
import org.parley.sip.auth.Verdict;
import org.parley.sip.leg.Policies;
import org.parley.sip.leg.Ports;
import org.parley.sip.leg.Switchboard;
import org.parley.sip.line.LegStore;
import org.parley.sip.line.Reach;
import org.parley.sip.line.Timers;
import org.parley.sip.location.Contact;
import org.parley.sip.location.Location;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.Transport;
import org.parley.sip.registrar.Bindings;
import org.parley.sip.registrar.Registrar;
import org.parley.sip.registrar.RegistrarOptions;
import org.parley.sip.sdp.AudioSdp;
import org.parley.sip.sdp.ImSdp;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.sip.voice.VoiceBoard;
import org.parley.sip.voice.VoicePorts;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/** Which INVITE is for IM and which for voice, with both sides running. */
class SipEntranceTest {
  private static final String AUDIO =
      AudioSdp.write(1, 1, "192.0.2.1", List.of(AudioSdp.OURS), AudioSdp.nobody("192.0.2.1"));
  private static final String IM = ImSdp.offer(1, 1, "192.0.2.1");
  private static final Flow FLOW = new Flow(Transport.UDP, "192.0.2.1", 5070);

  private final List<ImCommand> im = new ArrayList<>();
  private final List<VoiceCommand> voice = new ArrayList<>();
  private final Queue<Runnable> writes = new ArrayDeque<>();
  private final Set<Dn> withoutVoice = Set.of(new Dn("1003"));
  private final VoiceBoard board;
  private final SipEntrance entrance;
  private long numbers;

  SipEntranceTest() {
    var reach = new Reach("sip-gateway-1", new FakeSignalling(), new Nowhere());
    LegStore store = (_, _, done) -> writes.add(() -> done.accept(true));
    Timers timers = (_, _) -> () -> {};
    var policies = new OfAll();
    var switchboard =
        new Switchboard(
            new Ports(
                reach.name(),
                "sip-gateway-1#1",
                reach.signalling(),
                SipEntranceTest::verdict,
                reach.location(),
                (command, _) -> im.add(command),
                store,
                policies,
                timers,
                _ -> true,
                () -> Instant.EPOCH,
                () -> ConnId.of(1, ConnId.Medium.IM, ++numbers),
                () -> "t" + ++numbers));
    board =
        new VoiceBoard(
            new VoicePorts(
                reach,
                SipEntranceTest::verdict,
                (command, _) -> voice.add(command),
                store,
                timers,
                _ -> true,
                () -> Instant.EPOCH,
                new Random(1),
                policies.sessionExpires(),
                Duration.ofMinutes(5),
                () -> ConnId.of(1, ConnId.Medium.VOICE, ++numbers),
                () -> "t" + ++numbers));
    switchboard.ready();
    board.ready();
    entrance = new SipEntrance(registrar(), switchboard, board, dn -> !withoutVoice.contains(dn));
  }

  private static Verdict verdict(SipRequest request) {
    return new Verdict.Endpoint(Identities.dn(request.from()).orElseThrow());
  }

  private FakeReceived invite(String to, String sdp) {
    Body body = sdp.isEmpty() ? Body.none() : Body.of(ImSdp.MEDIA_TYPE, sdp);
    return receive("INVITE", NameAddr.of("sip:" + to + "@h"), "call" + ++numbers, 1, body);
  }

  private FakeReceived receive(String method, NameAddr to, String callId, long cseq, Body body) {
    var received =
        new FakeReceived(
            new SipRequest(
                method,
                to.uri(),
                NameAddr.of("sip:1001@h").withTag("theirs"),
                to,
                callId,
                cseq,
                List.of(NameAddr.of("sip:phone@192.0.2.1:5070")),
                List.of(),
                HeaderFields.none(),
                body,
                FLOW));
    entrance.onRequest(received);
    while (!writes.isEmpty()) {
      writes.remove().run();
    }
    return received;
  }

  @Test
  void audio_is_for_voice_and_messages_are_for_im_at_one_dn_at_the_same_time() {
    invite("1002", IM);
    invite("1002", AUDIO);
    assertThat(im).singleElement().isInstanceOf(ImCommand.Invite.class);
    assertThat(voice).singleElement().isInstanceOf(VoiceCommand.Arrive.class);
  }

  @Test
  void both_at_once_is_488() {
    assertThat(invite("1002", AUDIO + "m=message 5060 sip null\r\n").code()).isEqualTo(488);
    assertThat(invite("1002", AUDIO.replace("m=audio 9", "m=audio 0")).code()).isEqualTo(488);
    assertThat(im).isEmpty();
    assertThat(voice).isEmpty();
  }

  @Test
  void without_a_description_it_is_for_voice_where_there_is_any() {
    invite("1002", "");
    assertThat(voice).hasSize(1);
    invite("1003", "");
    assertThat(im).hasSize(1);
  }

  @Test
  void a_request_in_a_dialog_goes_where_the_dialog_is() {
    String call = invite("1002", AUDIO).request.callId();
    NameAddr theirs =
        NameAddr.of("sip:1002@h").withTag("t" + (numbers - 1)); // drawn before ConnIDs
    assertThat(receive("INFO", theirs, call, 2, Body.none()).code()).isEqualTo(200);
    NameAddr nobodys = NameAddr.of("sip:1002@h").withTag("nobody's");
    assertThat(receive("INFO", nobodys, call, 3, Body.none()).code()).isEqualTo(481);
  }

  private Registrar registrar() {
    return new Registrar(
        SipEntranceTest::verdict,
        new Bindings(),
        (_, _) -> {},
        new NoRegistrations(),
        _ -> true,
        () -> Instant.EPOCH,
        "sip-gateway-1");
  }

  private static final class Nowhere implements Location {
    @Override
    public List<Contact> contacts(Dn dn) {
      return List.of();
    }

    @Override
    public boolean isOurs(Dn dn) {
      return true;
    }
  }

  /** Every DN is an extension that takes IM. */
  private static final class OfAll implements Policies {
    @Override
    public ChatSignaling signaling(Dn dn) {
      return ChatSignaling.SESSION;
    }

    @Override
    public int maxText() {
      return 100;
    }

    @Override
    public int maxSessions(Dn dn) {
      return 10;
    }

    @Override
    public Optional<DnType> dn(Dn dn) {
      return Optional.of(DnType.EXTENSION);
    }

    @Override
    public Duration sessionExpires() {
      return Duration.ofMinutes(30);
    }
  }

  private static final class NoRegistrations implements RegistrarOptions {
    @Override
    public Kind kindOf(Dn dn) {
      return Kind.UNKNOWN;
    }

    @Override
    public Duration minExpires() {
      return Duration.ofMinutes(1);
    }

    @Override
    public Duration maxExpires() {
      return Duration.ofMinutes(1);
    }

    @Override
    public Duration defaultExpires() {
      return Duration.ofMinutes(1);
    }

    @Override
    public int maxContacts() {
      return 1;
    }
  }
}
