package org.parley.client.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A line for the screen: pieces of text, each with what it means. Immutable. */
public record Line(List<Piece> pieces) {
  public Line {
    pieces = List.copyOf(pieces);
  }

  /** What a piece is; the screen chooses how it looks. */
  public enum Tone {
    PLAIN,
    /** Beside the point: time stamps, hints. */
    QUIET,
    /** Written by this agent. */
    MINE,
    /** Written by somebody else; {@link Piece#writer} tells them apart. */
    THEIRS,
    /** Something began or went well. */
    GOOD,
    /** Something did not work, or ended. */
    BAD,
    /** Wants an answer. */
    CALL
  }

  /**
   * @param writer with {@link Tone#THEIRS}: a number that is the same for the same writer
   */
  public record Piece(Tone tone, String text, int writer) {}

  public static Line of(Tone tone, String text) {
    return new Line(List.of(new Piece(tone, text, 0)));
  }

  public static Line of(String text) {
    return of(Tone.PLAIN, text);
  }

  public Line and(Tone tone, String text) {
    return and(tone, text, 0);
  }

  public Line and(String text) {
    return and(Tone.PLAIN, text);
  }

  Line and(Tone tone, String text, int writer) {
    var more = new ArrayList<>(pieces);
    more.add(new Piece(tone, text, writer));
    return new Line(more);
  }

  /** The text alone. */
  public String text() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }
}
