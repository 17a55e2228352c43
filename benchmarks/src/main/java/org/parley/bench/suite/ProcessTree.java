package org.parley.bench.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a running suite, as {@code /proc} shows them: the one that was started, what it
 * started, and what works on its data directory (Postgres puts itself into the background and so
 * leaves the tree).
 */
public final class ProcessTree {
  private static final Path PROC = Path.of("/proc");
  private static final Duration TICK = Duration.ofMillis(10); // USER_HZ is 100 on every Linux

  private final long root;
  private final Path data;

  public ProcessTree(long root, Path data) {
    this.root = root;
    this.data = data;
  }

  /**
   * What the processes cost.
   *
   * @param cpu user and system time since each process began, with that of its dead children
   * @param rss sum of the resident sets: memory that processes share is counted several times
   * @param pss sum of the proportional sets: memory that processes share is counted once
   */
  public record Usage(Duration cpu, long rss, long pss, int processes) {}

  private record Process(long pid, long parent, long ticks) {}

  public Usage usage() {
    Map<Long, Process> all = processes();
    Duration cpu = Duration.ZERO;
    long rss = 0;
    long pss = 0;
    Set<Long> members = members(all);
    for (Process process : all.values()) {
      if (members.contains(process.pid)) {
        cpu = cpu.plus(TICK.multipliedBy(process.ticks));
        Map<String, Long> memory = memory(process.pid);
        rss += memory.getOrDefault("Rss", 0L);
        pss += memory.getOrDefault("Pss", 0L);
      }
    }
    return new Usage(cpu, rss, pss, members.size());
  }

  /** The living processes, the one that was started first. */
  public List<Long> pids() {
    return List.copyOf(members(processes()));
  }

  /** The first process whose command line contains {@code part}. */
  public Optional<Long> find(String part) {
    return pids().stream().filter(pid -> commandLine(pid).contains(part)).findFirst();
  }

  /** Resident set of one process in bytes; 0 when it is gone. */
  public static long rss(long pid) {
    return memory(pid).getOrDefault("Rss", 0L);
  }

  /** CPU time of one process so far. */
  public static Duration cpu(long pid) {
    Process process = read(PROC.resolve(Long.toString(pid)));
    return process == null ? Duration.ZERO : TICK.multipliedBy(process.ticks);
  }

  /** The command line with blanks between the arguments; empty when the process is gone. */
  public static String commandLine(long pid) {
    try {
      byte[] raw = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
      return new String(raw, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  private Set<Long> members(Map<Long, Process> all) {
    var members = new LinkedHashSet<Long>();
    if (all.containsKey(root)) {
      members.add(root);
    }
    long self = ProcessHandle.current().pid();
    for (long pid : all.keySet()) {
      if (pid != self && commandLine(pid).contains(data.toString())) {
        members.add(pid);
      }
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Process process : all.values()) {
        grown |= members.contains(process.parent) && members.add(process.pid);
      }
    }
    return members;
  }

  private static Map<Long, Process> processes() {
    var found = new HashMap<Long, Process>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        Process process = read(entry);
        if (process != null) {
          found.put(process.pid, process);
        }
      }
    } catch (IOException noProc) {
      throw new IllegalStateException("needs /proc", noProc);
    }
    return found;
  }

  private static @Nullable Process read(Path entry) {
    try {
      String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 17);
      long ticks = 0;
      for (int field = 11; field <= 14; field++) { // utime, stime, cutime, cstime
        ticks += Long.parseLong(fields[field]);
      }
      boolean zombie = fields[0].equals("Z");
      return zombie
          ? null
          : new Process(
              Long.parseLong(entry.getFileName().toString()), Long.parseLong(fields[1]), ticks);
    } catch (IOException gone) {
      return null;
    }
  }

  private static Map<String, Long> memory(long pid) {
    var kilobytes = new HashMap<String, Long>();
    var lines = new ArrayList<String>();
    try {
      lines.addAll(Files.readAllLines(PROC.resolve(pid + "/smaps_rollup")));
    } catch (IOException gone) {
      return kilobytes;
    }
    for (String line : lines) {
      String[] words = line.split("[: ]+");
      if (words.length == 3 && words[2].equals("kB")) {
        kilobytes.put(words[0], Long.parseLong(words[1]) * 1024);
      }
    }
    return kilobytes;
  }
}
