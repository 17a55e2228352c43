package org.parley.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.client.desk.Line;

/** Line in, line out: for pipes, and for terminals that can do no more. */
public final class PlainPerson implements Person {
  private final BufferedReader in;
  private final PrintStream out;
  private final boolean watched;

  public PlainPerson(InputStream in, PrintStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
    this.out = new PrintStream(out, true, UTF_8);
    Console console = System.console();
    this.watched = console != null && console.isTerminal();
  }

  @Override
  public void show(Line line) {
    out.println(line.text());
  }

  @Override
  public @Nullable String readLine(Supplier<String> prompt) {
    if (watched) {
      out.print(prompt.get());
      out.flush();
    }
    try {
      return in.readLine();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public @Nullable String readSecret(String prompt) {
    Console console = System.console();
    if (console == null || !watched) {
      return null;
    }
    char[] secret = console.readPassword("%s", prompt);
    return secret == null ? null : new String(secret);
  }

  @Override
  public void completeWith(Function<String, List<String>> completions) {
    // nothing completes on a plain terminal
  }

  @Override
  public void close() {
    out.flush();
  }
}
