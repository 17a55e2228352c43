package org.parley.acceptance.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Tool;

/**
 * baresip as somebody has it who types: registered, with one contact to whom {@code /message} goes,
 * and the messages of others on the screen. It knows page mode only; its own INVITEs are audio.
 */
public final class Baresip implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final String CONFIG =
      """
      sip_listen 127.0.0.1:%d
      net_interface 127.0.0.1
      %smodule_path %s
      module stdio.so
      module g711.so
      module_tmp account.so
      module_app contact.so
      module_app menu.so
      """;

  private final Tool tool;
  private final String dn;
  private boolean quits;

  private Baresip(Tool tool, String dn) {
    this.tool = tool;
    this.dn = dn;
  }

  /**
   * Starts it.
   *
   * @param transport {@code udp}, {@code tcp} or {@code tls}
   * @param port of the registrar
   * @param password null: does not register
   * @param contact the number that it writes to
   */
  public static Baresip start(
      Path directory, String dn, String password, String transport, int port, String contact) {
    return start(directory, dn, password, transport, port, contact, "");
  }

  /** As the other, over TLS, trusting that certificate. */
  public static Baresip startTls(
      Path directory, String dn, String password, int port, String contact, Path certificate) {
    return start(directory, dn, password, "tls", port, contact, "sip_cafile " + certificate + "\n");
  }

  private static Baresip start(
      Path directory,
      String dn,
      String password,
      String transport,
      int port,
      String contact,
      String more) {
    String registrar = Ports.HOST + ":" + port + ";transport=" + transport;
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve("config"),
          CONFIG.formatted(Programs.freePort(), more, BaresipProgram.modules()));
      Files.writeString(
          directory.resolve("accounts"),
          "<sip:%s@%s>;auth_user=%s;auth_pass=%s;regint=120;outbound=\"sip:%s\"\n"
              .formatted(dn, registrar, dn, password, registrar));
      Files.writeString(
          directory.resolve("contacts"), "\"Other\" <sip:%s@%s>\n".formatted(contact, registrar));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    return new Baresip(BaresipProgram.start(directory), dn);
  }

  /** Waits until its registrar has taken it. */
  public Baresip registered() {
    tool.expect("200 OK", PATIENCE);
    return this;
  }

  /** Writes to its contact. */
  public void say(String text) {
    tool.type("/message " + text);
  }

  /** Waits until a message with that text is on its screen. */
  public void sees(String text) {
    tool.expect("\"" + text + "\"", PATIENCE);
  }

  /** What is on its screen, SIP messages included. */
  public String screen() {
    return tool.output();
  }

  public String dn() {
    return dn;
  }

  /** Ends as its user would: it unregisters first. */
  public void quit() {
    if (!quits) {
      quits = true;
      tool.type("/quit");
      tool.prints("ua: stop all", PATIENCE);
    }
  }

  @Override
  public void close() {
    if (tool.isAlive()) {
      quit();
    }
    tool.close();
  }
}
