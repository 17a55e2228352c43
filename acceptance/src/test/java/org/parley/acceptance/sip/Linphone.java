package org.parley.acceptance.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Tool;

/** linphone-daemon: linphone without a screen, which takes commands and writes page mode. */
public final class Linphone implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String CONFIG =
      """
      [sip]
      sip_port=%1$d
      sip_tcp_port=%1$d
      sip_tls_port=-1
      use_ipv6=0
      guess_hostname=0
      default_proxy=0
      [net]
      firewall_policy=0
      [storage]
      backend=sqlite3
      uri=%2$s/linphone.db
      [proxy_0]
      reg_proxy=<sip:%3$s:%4$d;transport=udp>
      reg_route=<sip:%3$s:%4$d;transport=udp>
      reg_identity=<sip:%5$s@%3$s>
      reg_expires=600
      reg_sendregister=1
      publish=0
      [auth_info_0]
      username=%5$s
      passwd=%6$s
      domain=%3$s
      """;

  private final Tool tool;
  private final Path log;

  private Linphone(Tool tool, Path log) {
    this.tool = tool;
    this.log = log;
  }

  /** Starts it; it is registered when this returns. */
  public static Linphone start(Path directory, String dn, String password, int port) {
    Path rc = directory.resolve("linphonerc");
    Path log = directory.resolve("trace.log");
    try {
      Files.createDirectories(directory.resolve(".local/share/linphone"));
      Files.createDirectories(directory.resolve(".config/linphone"));
      Files.writeString(
          rc, CONFIG.formatted(Programs.freePort(), directory, Ports.HOST, port, dn, password));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    Tool tool =
        Tool.start(
            directory,
            "linphone",
            Map.of("HOME", directory.toString()),
            LIFE,
            List.of("linphone-daemon", "--config", rc.toString(), "--log", log.toString()));
    var linphone = new Linphone(tool, log);
    if (!linphone.isRegistered()) {
      String screen = tool.output();
      linphone.close();
      throw new IllegalStateException("linphone does not get registered:\n" + screen);
    }
    return linphone;
  }

  /** It tells its state only when asked. */
  private boolean isRegistered() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (tool.isAlive() && System.nanoTime() < deadline) {
      tool.type("register-status ALL");
      if (tool.prints("LinphoneRegistrationOk", ASK_AGAIN)) {
        return true;
      }
    }
    return false;
  }

  /** Writes to that number of its registrar. */
  public void say(String number, String text) {
    tool.type("message sip:" + number + "@" + Ports.HOST + " " + text);
  }

  /** Waits until it has got a message with that text. */
  public void sees(String text) {
    tool.expect(text, PATIENCE);
  }

  /** Waits until it says that what it wrote was delivered. */
  public void isDelivered() {
    tool.expect("LinphoneChatMessageStateDelivered", PATIENCE);
  }

  public String screen() {
    return tool.output();
  }

  /** Where it writes what it sends and gets. */
  public Path trace() {
    return log;
  }

  @Override
  public void close() {
    if (tool.isAlive()) {
      tool.type("quit");
    }
    tool.close();
  }
}
