package org.parley.acceptance.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.suite.Options;
import org.parley.callmodel.PartyState;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;

/** Phones with a tone each, 2001 to 2006, and a T-Library client at each DN. */
final class Voices implements AutoCloseable {
  static final Map<String, Tone> TONES =
      Map.of(
          "2001", Tone.LOW,
          "2002", Tone.MIDDLE,
          "2003", Tone.HIGH,
          "2004", Tone.HIGHEST,
          "2005", Tone.SHRILL,
          "2006", Tone.SHRILLEST);

  private static final String[] CODECS = {"PCMU", "PCMA"};

  final SipSuite suite;
  final Options options;
  private final Path directory;
  private final Map<String, Phone> phones = new LinkedHashMap<>();
  private final Map<String, FakeDesktop> desktops = new LinkedHashMap<>();

  private Voices(SipSuite suite, Path directory) {
    this.suite = suite;
    this.directory = directory;
    this.options = suite.options();
  }

  /** With call info, and 1900 Hz for the music of private conversations. */
  static Voices of(SipSuite suite, Path directory, String... dns) {
    Programs.require("baresip");
    var voices = new Voices(suite, directory);
    voices.options.sipServer("sip-enable-call-info", "true");
    voices.options.sipServer("sip-enable-call-info-extended", "true");
    for (String dn : dns) {
      voices.start(dn, suite.ports().sip(), CODECS);
    }
    return voices;
  }

  /** One more, registered at the gateway with that SIP port. */
  Voices at(int sip, String... dns) {
    for (String dn : dns) {
      start(dn, sip, CODECS);
    }
    return this;
  }

  /** One more, which knows one codec only. */
  Voices knowing(String codec, String dn) {
    start(dn, suite.ports().sip(), codec);
    return this;
  }

  private void start(String dn, int sip, String... codecs) {
    phones.put(dn, Phone.start(directory.resolve(dn), dn, TONES.get(dn), sip, codecs));
    desktops.put(dn, suite.watching(dn));
  }

  /** What phones have heard until now does not count any more. */
  void forget() {
    phones.values().forEach(Phone::forget);
  }

  Phone phone(String dn) {
    return phones.get(dn);
  }

  FakeDesktop desktop(String dn) {
    return desktops.get(dn);
  }

  /** Waits until that phone hears those of these DNs, and nothing else. */
  void hears(String dn, String... others) {
    phone(dn).hears(Arrays.stream(others).map(TONES::get).toArray(Tone[]::new));
  }

  /** Waits until that phone hears that of the other DN, whatever else it hears. */
  void hearsAtLeast(String dn, String other) {
    phone(dn).hearsAtLeast(TONES.get(other));
  }

  /** Waits until these hear each other, and nothing else. */
  void hearEachOther(String... dns) {
    for (String dn : dns) {
      hears(dn, Arrays.stream(dns).filter(other -> !other.equals(dn)).toArray(String[]::new));
    }
  }

  /** One calls the other by T-Library, and both are connected. */
  ConnId call(String by, String to) {
    FakeDesktop desktop = desktop(by);
    TlibEvent dialing =
        desktop.ask(ref ->
            new TlibRequest.MakeCall(
                ref, new Dn(by), new Dn(to), null, null, MediaType.VOICE, null, null, null));
    ConnId call =
        desktop.expectAnswer(dialing, MessageType.EVENT_DIALING).require(Attribute.CONN_ID);
    await(to, MessageType.EVENT_ESTABLISHED, call);
    await(by, MessageType.EVENT_ESTABLISHED, call);
    return call;
  }

  /** Brings another one into the call without asking. */
  void add(String by, ConnId call, String to) {
    desktop(by)
        .send(ref ->
            new VoiceRequest.SingleStepConference(
                ref, new Dn(by), call, new Dn(to), null, null, null));
    await(to, MessageType.EVENT_ESTABLISHED, call);
  }

  /** Returns when its phone has been told. */
  void hold(String by, ConnId call) {
    phone(by).forget();
    desktop(by)
        .expectAnswer(
            desktop(by).ask(ref -> new VoiceRequest.HoldCall(ref, new Dn(by), call, null, null)),
            MessageType.EVENT_HELD);
    phone(by).isToldOfNobody();
  }

  void retrieve(String by, ConnId call) {
    desktop(by)
        .expectAnswer(
            desktop(by)
                .ask(ref -> new VoiceRequest.RetrieveCall(ref, new Dn(by), call, null, null)),
            MessageType.EVENT_RETRIEVED);
  }

  void release(String by, ConnId call) {
    desktop(by).expectAnswer(desktop(by).release(call), MessageType.EVENT_RELEASED);
  }

  TlibEvent listenDisconnect(String by, ConnId call, String party) {
    return desktop(by)
        .ask(ref ->
            new VoiceRequest.ListenDisconnect(ref, new Dn(by), call, new Dn(party), null, null));
  }

  TlibEvent listenReconnect(String by, ConnId call, String party) {
    return desktop(by)
        .ask(ref ->
            new VoiceRequest.ListenReconnect(ref, new Dn(by), call, new Dn(party), null, null));
  }

  TlibEvent await(String dn, MessageType type, ConnId call) {
    return desktop(dn)
        .await(
            type.wireName() + " of " + call,
            event -> event.type() == type && call.equals(event.get(Attribute.CONN_ID)));
  }

  /** The calls at a DN, as they are told to a client that comes back. */
  KvList calls(String dn) {
    return calls(desktop(dn));
  }

  static KvList calls(FakeDesktop desktop) {
    return desktop
        .expectAnswer(
            desktop.ask(ref -> new TlibRequest.QueryAddress(ref, desktop.dn(), null, null)),
            MessageType.EVENT_ADDRESS_INFO)
        .extensions();
  }

  /** At that DN is this call and no other, in that state. */
  void isIn(String dn, ConnId call, PartyState state) {
    KvList calls = calls(dn);
    assertThat(calls.text("conn-1")).as(dn).contains(call.toString());
    assertThat(calls.integer("ps-1")).as(dn).hasValue(state.mask());
    assertThat(calls.text("conn-2")).as(dn).isEmpty();
  }

  void areIdle(String... dns) {
    for (String dn : dns) {
      isIdle(desktop(dn));
    }
  }

  static void isIdle(FakeDesktop desktop) {
    assertThat(calls(desktop).text("conn-1")).as(desktop.dn().number()).isEmpty();
  }

  @Override
  public void close() {
    phones.values().forEach(Phone::close);
    desktops.values().forEach(FakeDesktop::close);
    options.close();
  }
}
