package org.parley.acceptance.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parley.bench.tool.Tool;

/** What goes over loopback between ports of this machine, decoded by tshark as SIP or RTP. */
public final class Capture implements AutoCloseable {
  /** Without delay each packet takes 64 KiB of it, twice on loopback: this is enough for 1.7 s. */
  private static final String BUFFER_KIB = "65536";

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Tool tool;
  private final Path file;
  private final List<Integer> ports;

  private Capture(Tool tool, Path file, List<Integer> ports) {
    this.tool = tool;
    this.file = file;
    this.ports = ports;
  }

  /**
   * One SIP message.
   *
   * @param request its method; empty for an answer
   * @param status of an answer; 0 for a request
   * @param toTag empty outside a dialog
   */
  public record Packet(
      int sourcePort,
      int targetPort,
      String request,
      int status,
      long cseq,
      String cseqMethod,
      String callId,
      String toTag) {

    public boolean isRequest(String method) {
      return request.equals(method);
    }
  }

  /** Skips the test where packets cannot be captured. */
  public static void require() {
    Programs.require("tcpdump", "tshark");
    Programs.present(
        "root".equals(System.getProperty("user.name")), "capturing packets needs root");
  }

  /** Captures from now on what has one of these ports as source or target, on UDP and TCP. */
  public static Capture of(Path directory, int... ports) {
    Path file = directory.resolve("capture.pcap");
    String filter =
        Arrays.stream(ports).mapToObj(port -> "port " + port).collect(Collectors.joining(" or "));
    Tool tool =
        Tool.start(
            directory,
            "tcpdump",
            Map.of(),
            LIFE,
            List.of(
                "tcpdump",
                "-i",
                "lo",
                "-n",
                "-U",
                "--immediate-mode",
                "-B",
                BUFFER_KIB,
                "-Z",
                "root",
                "-w",
                file.toString(),
                filter));
    tool.expect("listening on", PATIENCE);
    return new Capture(tool, file, Arrays.stream(ports).boxed().toList());
  }

  /** Ends it. */
  public Capture stop() {
    tool.close();
    return this;
  }

  /** All SIP messages, in order, without what UDP made necessary to repeat; ends the capture. */
  public List<Packet> packets() {
    stop();
    var command =
        new ArrayList<>(
            List.of(
                "tshark",
                "-r",
                file.toString(),
                "-Y",
                "sip",
                "-T",
                "fields",
                "-E",
                "separator=|",
                "-E",
                "occurrence=f"));
    for (int port : ports) {
      command.addAll(List.of("-d", "udp.port==" + port + ",sip"));
      command.addAll(List.of("-d", "tcp.port==" + port + ",sip"));
    }
    for (String field :
        List.of(
            "udp.srcport",
            "udp.dstport",
            "tcp.srcport",
            "tcp.dstport",
            "sip.Method",
            "sip.Status-Code",
            "sip.CSeq.seq",
            "sip.CSeq.method",
            "sip.Call-ID",
            "sip.to.tag")) {
      command.addAll(List.of("-e", field));
    }
    var packets = new LinkedHashSet<Packet>();
    for (String line : lines(command)) {
      String[] fields = line.split("\\|", -1);
      if (fields.length == 10) {
        packets.add(
            new Packet(
                number(fields[0], fields[2]),
                number(fields[1], fields[3]),
                fields[4],
                number(fields[5], "0"),
                number(fields[6], "0"),
                fields[7],
                fields[8],
                fields[9]));
      }
    }
    return List.copyOf(packets);
  }

  /**
   * One RTP packet.
   *
   * @param seconds since 1970, when it was seen
   * @param ssrc as tshark writes it
   */
  public record Rtp(
      double seconds, int sourcePort, int targetPort, String ssrc, int sequence, long timestamp) {}

  /** All RTP packets, in order: on UDP with an even port of this capture; ends it. */
  public List<Rtp> rtp() {
    stop();
    var command =
        new ArrayList<>(
            List.of("tshark", "-r", file.toString(), "-Y", "rtp", "-T", "fields", "-E"));
    command.add("separator=|");
    for (int port : ports) {
      if (port % 2 == 0) {
        command.addAll(List.of("-d", "udp.port==" + port + ",rtp"));
      }
    }
    for (String field :
        List.of(
            "frame.time_epoch",
            "udp.srcport",
            "udp.dstport",
            "rtp.ssrc",
            "rtp.seq",
            "rtp.timestamp")) {
      command.addAll(List.of("-e", field));
    }
    return lines(command).stream()
        .map(line -> line.split("\\|", -1))
        .map(fields ->
            new Rtp(
                Double.parseDouble(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                fields[3],
                Integer.parseInt(fields[4]),
                Long.parseLong(fields[5])))
        .toList();
  }

  /** How many packets of any kind there were; ends the capture. */
  public long count() {
    stop();
    return lines(List.of("tshark", "-r", file.toString(), "-T", "fields", "-e", "frame.number"))
        .size();
  }

  private List<String> lines(List<String> command) {
    try {
      Process tshark =
          new ProcessBuilder(command)
              .redirectError(file.resolveSibling("tshark.err").toFile())
              .start();
      tshark.getOutputStream().close();
      String out = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (tshark.waitFor() != 0) {
        throw new IllegalStateException(
            Files.readString(file.resolveSibling("tshark.err")) + command);
      }
      return out.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static int number(String first, String otherwise) {
    String text = first.isEmpty() ? otherwise : first;
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  @Override
  public void close() {
    tool.close();
  }
}
