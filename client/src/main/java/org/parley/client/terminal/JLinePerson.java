package org.parley.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import org.parley.client.desk.Line;

/**
 * A terminal with history, completion and colours. What arrives while somebody types is written
 * above the line. The history is not kept on disk: it is what people said to each other.
 */
final class JLinePerson implements Person {
  private static final int[] WRITERS = {
    AttributedStyle.CYAN, AttributedStyle.MAGENTA, AttributedStyle.YELLOW, AttributedStyle.BLUE,
  };

  private final Terminal terminal;
  private final LineReaderImpl reader;
  private volatile @Nullable Supplier<String> prompt;
  private volatile Function<String, List<String>> completions = _ -> List.of();

  private JLinePerson(Terminal terminal) {
    this.terminal = terminal;
    var parser = new DefaultParser();
    // What people write is no shell command: a quote or a backslash is just itself.
    parser.setEscapeChars(null);
    parser.setQuoteChars(new char[0]);
    var readers =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(parser)
            .completer((_, line, candidates) ->
                completions
                    .apply(line.line().substring(0, line.cursor()))
                    .forEach(word -> candidates.add(new Candidate(word))))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
            .option(LineReader.Option.BRACKETED_PASTE, true)
            // What is said appears as a line of the transcript, once the server has it.
            .option(LineReader.Option.ERASE_LINE_ON_FINISH, true);
    this.reader = (LineReaderImpl) readers.build();
  }

  static Person open() {
    try {
      // Whatever the locale says: ./parley runs with LC_ALL=C, and messages are UTF-8.
      return new JLinePerson(
          TerminalBuilder.builder()
              .system(true)
              .dumb(true)
              .stdinEncoding(UTF_8)
              .stdoutEncoding(UTF_8)
              .encoding(UTF_8)
              .build());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void show(Line line) {
    Supplier<String> current = prompt;
    if (current != null) {
      // printAbove draws it again
      reader.setPrompt(current.get());
    }
    reader.printAbove(styled(line));
  }

  @Override
  public void echo(String prompt, String line) {
    show(Line.of(Line.Tone.QUIET, prompt).and(Line.Tone.PLAIN, line));
  }

  private static AttributedString styled(Line line) {
    var text = new AttributedStringBuilder();
    for (Line.Piece piece : line.pieces()) {
      text.styled(style(piece), piece.text());
    }
    return text.toAttributedString();
  }

  private static AttributedStyle style(Line.Piece piece) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (piece.tone()) {
      case PLAIN -> plain;
      case QUIET -> plain.foreground(AttributedStyle.BRIGHT | AttributedStyle.BLACK);
      case MINE -> plain.foreground(AttributedStyle.GREEN).bold();
      case THEIRS ->
          plain.foreground(WRITERS[Math.floorMod(piece.writer(), WRITERS.length)]).bold();
      case GOOD -> plain.foreground(AttributedStyle.GREEN);
      case BAD -> plain.foreground(AttributedStyle.RED);
      case CALL -> plain.foreground(AttributedStyle.YELLOW).bold();
    };
  }

  @Override
  public @Nullable String readLine(Supplier<String> newPrompt) {
    while (true) {
      try {
        prompt = newPrompt;
        return reader.readLine(newPrompt.get());
      } catch (UserInterruptException cancelled) {
        if (cancelled.getPartialLine().isEmpty()) {
          show(Line.of(Line.Tone.QUIET, "quit, or Ctrl-D, leaves"));
        }
      } catch (EndOfFileException end) {
        return null;
      } finally {
        prompt = null;
      }
    }
  }

  @Override
  public @Nullable String readSecret(String question) {
    try {
      return reader.readLine(question, '\0');
    } catch (UserInterruptException | EndOfFileException cancelled) {
      return null;
    }
  }

  @Override
  public void completeWith(Function<String, List<String>> words) {
    completions = words;
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
