package org.parley.client.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

class CommandTest {
  private static Command alone(String line) {
    return Command.parse(line, false, false);
  }

  private static Command talking(String line) {
    return Command.parse(line, true, false);
  }

  @Test
  void outside_a_session_the_slash_may_be_left_out() {
    assertThat(alone("who")).isEqualTo(alone("/who"));
    assertThat(alone("im 1002 Hello  there"))
        .isEqualTo(new Command.Im(new Dn("1002"), "Hello  there"));
    assertThat(alone("/data a=1 b=c=d"))
        .isEqualTo(new Command.Data(KvList.of("a", "1").with("b", "c=d")));
    assertThat(alone("quit")).isEqualTo(new Command.Quit());
  }

  @Test
  void in_a_session_a_line_is_said_and_a_slash_makes_it_a_command() {
    assertThat(talking("who was it?")).isEqualTo(new Command.Say("who was it?"));
    assertThat(talking("/end")).isEqualTo(new Command.End());
    assertThat(talking("//end")).isEqualTo(new Command.Say("/end"));
    assertThat(talking("/say end")).isEqualTo(new Command.Say("end"));
  }

  @Test
  void a_lone_command_word_in_a_session_is_neither_said_nor_done() {
    assertThat(talking("end")).isInstanceOf(Command.Wrong.class);
  }

  @Test
  void a_ringing_invitation_can_be_answered_without_a_slash() {
    assertThat(Command.parse("accept", true, true)).isEqualTo(new Command.Accept(0));
    assertThat(Command.parse("reject", true, true)).isEqualTo(new Command.Reject(0));
  }

  @Test
  void what_is_no_command_gets_advice() {
    assertThat(alone("im")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("data x")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("switch one")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("hello")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("who 1-9999")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("  ")).isEqualTo(new Command.Nothing());
  }

  @Test
  void a_slash_without_a_command_is_told_what_it_lacks() {
    assertThat(alone("/"))
        .isEqualTo(talking(" / "))
        .isEqualTo(talking("/ who"))
        .isEqualTo(
            new Command.Wrong(
                "A command follows the slash at once, as in /who; /help lists them."));
    assertThat(talking("/hullo there"))
        .isEqualTo(new Command.Wrong("There is no command /hullo; /help lists them."));
    assertThat(alone("hullo"))
        .isEqualTo(
            new Command.Wrong(
                "There is no session to say this in, and no command hullo."
                    + " Type help, or begin: im 1002 Hello"));
  }

  @ParameterizedTest
  @CsvSource({
    "call 1002, Call[dn=1002]",
    "answer, Answer[call=0]",
    "release 2, Release[call=2]",
    "clear, Clear[call=0]",
    "clear 2, Clear[call=2]",
    "hold, Hold[call=0]",
    "retrieve 1, Retrieve[call=1]",
    "alternate, Alternate[call=0]",
    "alternate 1, Alternate[call=1]",
    "consult 1003, Consult[dn=1003]",
    "conference, Conference[]",
    "conference 1003, Consult[dn=1003]",
    "transfer, Transfer[]",
    "transfer 1003, TransferTo[dn=1003]",
    "add 1003, Add[dn=1003]",
    "drop 1003, Drop[party=1003]",
    "private 1003@B, Private[party=1003@B]",
    "back 1003, Back[party=1003]",
    "keys 12#, Keys[digits=12#]",
    "calls, Calls[]"
  })
  void a_word_about_voice_calls_is_a_command(String line, String command) {
    assertThat(alone(line)).hasToString(command);
    assertThat(talking("/" + line)).hasToString(command);
  }

  @Test
  void a_word_about_voice_calls_wants_its_number() {
    assertThat(alone("call")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("private")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("hold one")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("keys")).isInstanceOf(Command.Wrong.class);
    assertThat(alone("mute")).isEqualTo(new CallCommand.Mute(Optional.empty(), true));
    assertThat(alone("unmute 1003"))
        .isEqualTo(new CallCommand.Mute(Optional.of(new Dn("1003")), false));
  }

  @Test
  void numbers_can_be_given_as_ranges() {
    assertThat(DnRange.parse("1001-1003, 5000"))
        .containsExactly(new Dn("1001"), new Dn("1002"), new Dn("1003"), new Dn("5000"));
    assertThat(DnRange.parse("08-10")).containsExactly(new Dn("08"), new Dn("09"), new Dn("10"));
    assertThat(DnRange.around(new Dn("3007")))
        .isEqualTo(
            IntStream.rangeClosed(3001, 3020).mapToObj(n -> new Dn(String.valueOf(n))).toList());
    assertThat(DnRange.around(new Dn("anna"))).containsExactly(new Dn("anna"));
  }

  @Test
  void emoji_stay_and_what_a_terminal_would_obey_does_not() {
    assertThat(SafeText.of("\uD83D\uDC68\u200D\uD83D\uDC69 \u05D0"))
        .isEqualTo("\uD83D\uDC68\u200D\uD83D\uDC69 \u05D0");
    assertThat(SafeText.of("\u001b]0;x\u0007\u202E\r\u0085"))
        .isEqualTo("\\u{1b}]0;x\\u{7}\\u{202e}\\u{d}\\u{85}");
    assertThat(SafeText.of("a\nb")).isEqualTo("a\n          b");
  }
}
