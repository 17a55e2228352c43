package org.parley.contracts.config;

import static org.parley.contracts.config.TakesEffect.IMMEDIATELY;
import static org.parley.contracts.config.TakesEffect.NEXT_HOLD;
import static org.parley.contracts.config.TakesEffect.NEXT_INTERACTION;
import static org.parley.contracts.config.TakesEffect.NEXT_REQUEST;

import java.time.Duration;
import java.util.List;

/**
 * Options of section {@code TServer} on the SIP Server application: they hold for the whole switch.
 */
public final class SipServerOptions {
  public static final String SECTION = "TServer";

  public static final OptionKey<Boolean> SIP_ENABLE_CALL_INFO =
      option(
          "sip-enable-call-info",
          OptionForms.FLAG,
          "false",
          IMMEDIATELY,
          "Whether the parties of a call are told of each other by the LCTParty EventUserEvent. Private"
              + " conversations in a conference need it.",
          "seed 002");

  public static final OptionKey<Boolean> SIP_ENABLE_CALL_INFO_EXTENDED =
      option(
          "sip-enable-call-info-extended",
          OptionForms.FLAG,
          "false",
          IMMEDIATELY,
          "Whether LCTParty tells the state of each party too. Private conversations in a conference need it.",
          "seed 002");

  public static final OptionKey<String> MUSIC_LISTEN_DISCONNECT =
      option(
          "music-listen-disconnect",
          OptionForms.AUDIO_PATH,
          "music/on_hold",
          NEXT_REQUEST,
          "What a party hears while it is disconnected from its conference. Heeded at the next TListenDisconnect.",
          "seed 002");

  public static final OptionKey<Boolean> SIP_ENABLE_MOH =
      option(
          "sip-enable-moh",
          OptionForms.FLAG,
          "true",
          NEXT_HOLD,
          "Whether a held party hears music. A DN can say otherwise for itself.",
          "seed 002");

  public static final OptionKey<String> DEFAULT_MUSIC =
      option(
          "default-music",
          OptionForms.AUDIO_PATH,
          "music/on_hold",
          NEXT_HOLD,
          "What a held party hears, where sip-enable-moh lets it hear music. The DN that holds can say otherwise for itself.",
          "seed 002, Parley");

  public static final OptionKey<Integer> VOICE_MSG_MUTE =
      privateService("voice-msg-mute", 8011, "a client mutes a party (RequestPrivateService)");

  public static final OptionKey<Integer> VOICE_MSG_UNMUTE =
      privateService(
          "voice-msg-unmute", 8012, "a client lets a party be heard again (RequestPrivateService)");

  public static final OptionKey<Duration> NO_ANSWER_TIMEOUT =
      option(
          "no-answer-timeout",
          OptionForms.span(Duration.ofSeconds(1), Duration.ofHours(1)),
          "60s",
          NEXT_INTERACTION,
          "How long a DN is called before a voice call to it is given up. Then the caller gets EventDestinationBusy"
              + " with CallState NoAnswer.",
          "Parley");

  public static final OptionKey<Duration> IM_INVITE_TIMEOUT =
      option(
          "im-invite-timeout",
          OptionForms.span(Duration.ofSeconds(1), Duration.ofHours(1)),
          "30s",
          NEXT_INTERACTION,
          "How long an IM invitation waits for an answer. Then the initiator gets EventDestinationBusy with CallState"
              + " NoAnswer, and the session ends.",
          "seed 003, Parley");

  public static final OptionKey<Integer> IM_MAX_TEXT =
      option(
          "im-max-text",
          new OptionType.Whole(1, 65_536, "bytes of UTF-8"),
          "4096",
          IMMEDIATELY,
          "The longest text of one message; a longer one is refused with error 53.",
          "t-library.md 6.4, Parley");

  public static final OptionKey<Duration> IM_ENDED_RETENTION =
      option(
          "im-ended-retention",
          OptionForms.span(Duration.ZERO, Duration.ofDays(1)),
          "60s",
          NEXT_INTERACTION,
          "How long the transcript of an ended session can still be asked for. Every minute costs memory in"
              + " im-session-service.",
          "Parley");

  public static final OptionKey<Duration> IM_PAGE_MODE_IDLE_TIMEOUT =
      option(
          "im-page-mode-idle-timeout",
          OptionForms.span(Duration.ofSeconds(1), Duration.ofDays(1)),
          "10m",
          NEXT_INTERACTION,
          "A session that began with a SIP MESSAGE without a dialog ends when nothing was said for so long: in page"
              + " mode nobody hangs up.",
          "RFC 3428, Parley");

  public static final OptionKey<Integer> IM_MAX_SESSIONS =
      option(
          "im-max-sessions",
          OptionForms.SESSIONS,
          "100",
          NEXT_INTERACTION,
          "How many IM sessions may run at one DN, or with one customer, at a time; a further invitation is refused"
              + " with error 111. A gateway decides by what it has read so far: invitations that are under way at the"
              + " same moment may exceed it. A DN can say otherwise for itself.",
          "Parley");

  public static final OptionKey<Integer> IM_MSG_SEND =
      privateService("im-msg-send", 8001, "a client sends a message (RequestPrivateService)");

  public static final OptionKey<Integer> IM_MSG_DELIVER =
      privateService("im-msg-deliver", 8002, "a message reaches a party (EventPrivateInfo)");

  public static final OptionKey<Integer> IM_MSG_TRANSCRIPT =
      privateService("im-msg-transcript", 8003, "a party gets the transcript (EventPrivateInfo)");

  public static final OptionKey<Integer> IM_MSG_FAILURE =
      privateService("im-msg-failure", 8004, "a message could not be delivered (EventPrivateInfo)");

  public static final OptionKey<Integer> IM_MSG_GET_TRANSCRIPT =
      privateService(
          "im-msg-get-transcript",
          8005,
          "a client asks for the transcript (RequestPrivateService)");

  public static final OptionKey<Integer> IM_MSG_TYPING =
      privateService("im-msg-typing", 8006, "somebody is typing (both ways)");

  public static final OptionKey<DnAccess> TLIB_DN_ACCESS =
      option(
          "tlib-dn-access",
          new OptionType.OneOf<>(DnAccess.class),
          "own",
          NEXT_REQUEST,
          "Which DNs an agent's client may register: own (those of the agent's place) or any. Supervisors and"
              + " administrators may always register any. Heeded at the next RequestRegisterAddress.",
          "Parley");

  public static final OptionKey<Boolean> LOGOUT_ON_DISCONNECT =
      option(
          "logout-on-disconnect",
          OptionForms.FLAG,
          "false",
          IMMEDIATELY,
          "Whether an agent is logged out when the client that logged the agent in loses its connection. With false,"
              + " the agent state outlives a lost connection and a restart.",
          "Parley");

  public static final OptionKey<Duration> SIP_MIN_EXPIRES =
      option(
          "sip-min-expires",
          OptionForms.span(Duration.ofSeconds(1), Duration.ofHours(1)),
          "60s",
          NEXT_REQUEST,
          "The shortest life of a registration; a REGISTER that asks for less is refused with 423. The shorter, the"
              + " sooner an endpoint that went away is known to be gone, and the more REGISTER requests there are.",
          "RFC 3261 10.3, Parley");

  public static final OptionKey<Duration> SIP_MAX_EXPIRES =
      option(
          "sip-max-expires",
          OptionForms.span(Duration.ofMinutes(1), Duration.ofDays(7)),
          "1h",
          NEXT_REQUEST,
          "The longest life of a registration; one that asks for more gets this. Less than sip-min-expires counts as"
              + " sip-min-expires.",
          "RFC 3261 10.3, Parley");

  public static final OptionKey<Duration> SIP_DEFAULT_EXPIRES =
      option(
          "sip-default-expires",
          OptionForms.span(Duration.ofSeconds(1), Duration.ofDays(7)),
          "1h",
          NEXT_REQUEST,
          "The life of a registration that asks for none, within sip-min-expires and sip-max-expires.",
          "RFC 3261 10.3, Parley");

  public static final OptionKey<Integer> SIP_MAX_CONTACTS =
      option(
          "sip-max-contacts",
          new OptionType.Whole(1, 100, ""),
          "10",
          NEXT_REQUEST,
          "How many contacts a DN may have registered at a time; a REGISTER that would make more is refused with 403.",
          "Parley");

  public static final OptionKey<List<DigestAlgorithm>> SIP_DIGEST_ALGORITHMS =
      option(
          "sip-digest-algorithms",
          OptionForms.DIGEST_ALGORITHMS,
          "SHA-256,MD5",
          IMMEDIATELY,
          "By which digest endpoints and trunks may prove their password, the preferred one first. Leave MD5 out when"
              + " all endpoints know RFC 8760. Some older ones (baresip 1.0, SIPp 3.6) give up where they are offered"
              + " SHA-256: set MD5 for them, as the demo does.",
          "RFC 8760, Parley");

  static final List<OptionKey<?>> ALL =
      List.of(
          SIP_ENABLE_CALL_INFO,
          SIP_ENABLE_CALL_INFO_EXTENDED,
          MUSIC_LISTEN_DISCONNECT,
          SIP_ENABLE_MOH,
          DEFAULT_MUSIC,
          VOICE_MSG_MUTE,
          VOICE_MSG_UNMUTE,
          NO_ANSWER_TIMEOUT,
          IM_INVITE_TIMEOUT,
          IM_MAX_TEXT,
          IM_ENDED_RETENTION,
          IM_PAGE_MODE_IDLE_TIMEOUT,
          IM_MAX_SESSIONS,
          IM_MSG_SEND,
          IM_MSG_DELIVER,
          IM_MSG_TRANSCRIPT,
          IM_MSG_FAILURE,
          IM_MSG_GET_TRANSCRIPT,
          IM_MSG_TYPING,
          TLIB_DN_ACCESS,
          LOGOUT_ON_DISCONNECT,
          SIP_MIN_EXPIRES,
          SIP_MAX_EXPIRES,
          SIP_DEFAULT_EXPIRES,
          SIP_MAX_CONTACTS,
          SIP_DIGEST_ALGORITHMS);

  private static OptionKey<Integer> privateService(String name, int number, String what) {
    return option(
        name,
        new OptionType.Whole(1, Integer.MAX_VALUE, ""),
        Integer.toString(number),
        IMMEDIATELY,
        "The PrivateMsgID by which "
            + what
            + ". Change it for desktops that use other numbers; no two numbers may be the"
            + " same.",
        "t-library.md 6.4, Parley");
  }

  private static <T> OptionKey<T> option(
      String name,
      OptionType<T> type,
      String byDefault,
      TakesEffect takesEffect,
      String description,
      String source) {
    return new OptionKey<>(
        OptionScope.SIP_SERVER, SECTION, name, type, byDefault, takesEffect, description, source);
  }

  private SipServerOptions() {}
}
