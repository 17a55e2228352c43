package org.parley.bench.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.parley.bench.suite.Ports;

/** Kamailio on loopback, with a routing script of one's own. */
public final class Kamailio implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(30);

  private static final String FRAME =
      """
      #!KAMAILIO
      debug=1
      log_stderror=yes
      fork=yes
      children=%1$d
      tcp_children=2
      auto_aliases=no
      user_agent_header="User-Agent: Kamailio"
      listen=udp:%2$s:%3$d
      listen=tcp:%2$s:%3$d
      loadmodule "tm.so"
      loadmodule "sl.so"
      loadmodule "rr.so"
      loadmodule "pv.so"
      loadmodule "maxfwd.so"
      loadmodule "textops.so"
      loadmodule "siputils.so"
      loadmodule "xlog.so"
      %4$s
      """;

  private final Tool tool;
  private final String host;
  private final int port;

  private Kamailio(Tool tool, String host, int port) {
    this.tool = tool;
    this.host = host;
    this.port = port;
  }

  /** Modules and module parameters, and the routes, as text of kamailio.cfg. */
  public record Script(String modules, String routes) {
    /** Every request goes to that port of this machine, statefully. */
    public static Script relayTo(int target) {
      return new Script(
          """
          modparam("tm", "fr_timer", 5000)
          """,
          """
          request_route {
            if (!mf_process_maxfwd_header("70")) {
              sl_send_reply("483", "Too Many Hops");
              exit;
            }
            if (is_method("ACK")) {
              forward("127.0.0.1", %d);
              exit;
            }
            if (!t_relay_to_udp("127.0.0.1", "%d")) {
              sl_reply_error();
            }
          }
          """
              .formatted(target, target));
    }

    /** Calls go to that port of this machine, statefully; all that is said in them comes by. */
    public static Script proxyTo(int target) {
      return new Script(
          """
          modparam("tm", "fr_timer", 5000)
          modparam("rr", "enable_full_lr", 0)
          """,
          """
          request_route {
            if (!mf_process_maxfwd_header("70")) {
              sl_send_reply("483", "Too Many Hops");
              exit;
            }
            if (has_totag()) {
              if (loose_route()) {
                if (!t_relay()) {
                  sl_reply_error();
                }
                exit;
              }
              if (is_method("ACK")) {
                if (t_check_trans()) {
                  t_relay();
                }
                exit;
              }
              sl_send_reply("404", "Not Here");
              exit;
            }
            if (is_method("CANCEL")) {
              if (t_check_trans()) {
                t_relay();
              }
              exit;
            }
            t_check_trans();
            if (is_method("INVITE")) {
              record_route();
            }
            if (!t_relay_to_udp("127.0.0.1", "%d")) {
              sl_reply_error();
            }
          }
          """
              .formatted(target));
    }
  }

  /** Starts it on 127.0.0.1; it listens over UDP and TCP when this returns. */
  public static Kamailio start(Path directory, int port, int workers, Script script) {
    return start(directory, Ports.HOST, port, workers, script);
  }

  /** As the other, on any address of this machine. */
  public static Kamailio start(Path directory, String host, int port, int workers, Script script) {
    Path configuration = directory.resolve("kamailio.cfg");
    try {
      Files.createDirectories(directory);
      Files.writeString(
          configuration, FRAME.formatted(workers, host, port, script.modules()) + script.routes());
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    Tool tool =
        Tool.start(
            directory,
            "kamailio",
            Map.of(),
            LIFE,
            List.of(
                "kamailio",
                "-DD",
                "-E",
                "-f",
                configuration.toString(),
                "-Y",
                directory.toString(),
                "-m",
                "1024",
                "-M",
                "16"));
    var kamailio = new Kamailio(tool, host, port);
    if (!SipPing.answers(host, port, Duration.ofSeconds(20))) {
      String output = tool.output();
      tool.close();
      throw new IllegalStateException("Kamailio does not answer:\n" + Tool.lastLines(output, 40));
    }
    return kamailio;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return tool.pid();
  }

  public String output() {
    return tool.output();
  }

  /** Its address as a SIP URI. */
  public String uri() {
    return "sip:" + host + ":" + port;
  }

  @Override
  public void close() {
    tool.close();
  }
}
