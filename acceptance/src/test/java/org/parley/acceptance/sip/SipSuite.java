package org.parley.acceptance.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.Wire;
import org.parley.acceptance.suite.Options;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** The running suite as the SIP tests see it. */
public final class SipSuite {
  private static final Duration RELEASE_WITHIN = Duration.ofSeconds(40);

  private final Ports ports;

  private SipSuite(Ports ports) {
    this.ports = ports;
  }

  public static SipSuite shared() throws InterruptedException {
    return new SipSuite(Suites.standalone().ports());
  }

  public static SipSuite of(Ports ports) {
    return new SipSuite(ports);
  }

  public Ports ports() {
    return ports;
  }

  public Options options() {
    return new Options(ports);
  }

  public Scenarios scenarios(String test) {
    return new Scenarios(ports, test);
  }

  /** The desktop of an agent of the demo data. */
  public FakeDesktop agent(String dn) {
    try {
      return FakeDesktop.of(Wire.tcp(ports.tlib()), dn);
    } catch (IOException away) {
      throw new UncheckedIOException(away);
    }
  }

  /** A desktop of the supervisor at somebody's DN. */
  public FakeDesktop watching(String dn) {
    try {
      FakeDesktop desktop = FakeDesktop.connected(Wire.tcp(ports.tlib()), dn);
      desktop.expectAnswer(desktop.logIn("1100", "demo"), MessageType.EVENT_LINK_CONNECTED);
      desktop.expectAnswer(desktop.register(dn), MessageType.EVENT_REGISTERED);
      return desktop;
    } catch (IOException away) {
      throw new UncheckedIOException(away);
    }
  }

  /** Waits until the scenario has written that line. */
  public boolean delivered(Sipp.Running endpoint, String line) {
    long deadline = System.nanoTime() + RELEASE_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      if (endpoint.log().contains(line)) {
        return true;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return false;
  }

  /** Waits for the invitation, takes it up, and returns its ConnID. */
  public static ConnId accept(FakeDesktop desktop) {
    ConnId call = desktop.await(MessageType.EVENT_RINGING).require(Attribute.CONN_ID);
    desktop.accept(call);
    return call;
  }

  /** The end of a call at a desktop; an invitation that was taken back is abandoned. */
  public static TlibEvent released(FakeDesktop desktop, ConnId call) {
    return desktop
        .poll(
            event ->
                (event.type() == MessageType.EVENT_RELEASED
                        || event.type() == MessageType.EVENT_ABANDONED)
                    && call.equals(event.get(Attribute.CONN_ID)),
            RELEASE_WITHIN)
        .orElseThrow(
            () -> new AssertionError("no EventReleased of " + call + ", but " + desktop.unread()));
  }
}
