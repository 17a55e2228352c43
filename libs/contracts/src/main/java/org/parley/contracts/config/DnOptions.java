package org.parley.contracts.config;

import static org.parley.contracts.config.TakesEffect.IMMEDIATELY;
import static org.parley.contracts.config.TakesEffect.NEXT_HOLD;
import static org.parley.contracts.config.TakesEffect.NEXT_INTERACTION;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of section {@code TServer} on a DN (t-library.md 10.2). */
public final class DnOptions {
  public static final String SECTION = "TServer";

  public static final OptionKey<Boolean> MULTIMEDIA =
      option(
          "multimedia",
          OptionForms.FLAG,
          "false",
          NEXT_INTERACTION,
          "Whether the DN can handle IM, beside whatever else it can. An invitation to a DN that cannot is refused"
              + " with error 93, and routing never delivers IM to it.",
          "seed 001");

  public static final OptionKey<Boolean> VOICE =
      option(
          "voice",
          OptionForms.FLAG,
          "true",
          NEXT_INTERACTION,
          "Whether the DN can handle voice. Set it to false on a DN that is meant for IM only.",
          "seed 001");

  public static final OptionKey<ChatSignaling> SIP_SIGNALING_CHAT =
      option(
          "sip-signaling-chat",
          new OptionType.OneOf<>(ChatSignaling.class),
          "session",
          IMMEDIATELY,
          "session: the first SIP dialog with an IM SDP carries all MESSAGE requests to the endpoint. none: no SIP"
              + " session is made for IM, the desktop gets it by T-Library alone; set it so in multi-site and business"
              + " continuity deployments.",
          "seed 001");

  public static final OptionKey<Boolean> SIP_ENABLE_MOH =
      option(
          "sip-enable-moh",
          OptionForms.FLAG,
          null,
          NEXT_HOLD,
          "Whether the party at this DN hears music on hold. Not set: as the SIP Server says. Set it to false on"
              + " inter-site trunks, so that a remote party that was disconnected from a conference gets no music"
              + " twice.",
          "seed 002");

  public static final OptionKey<String> DEFAULT_MUSIC =
      option(
          "default-music",
          OptionForms.AUDIO_PATH,
          null,
          NEXT_HOLD,
          "What they hear whom this DN puts on hold, where sip-enable-moh lets them hear music and the request does"
              + " not name another file. Not set: as the SIP Server says.",
          "seed 002, Parley");

  /** The value of {@link #CONTACT} for a DN that is reached where it registers. */
  public static final String REGISTERED = "*";

  public static final OptionKey<String> CONTACT =
      option(
          "contact",
          OptionForms.CONTACT,
          REGISTERED,
          NEXT_INTERACTION,
          "Where the endpoint, or the far end of a trunk, is reached. *: where it registered itself. A URI: there,"
              + " without registration; the DN then counts as in service. Running sessions stay where they are.",
          "issue 3, Parley");

  public static final OptionKey<List<AddressBlock>> TRUSTED_ADDRESSES =
      option(
          "trusted-addresses",
          OptionForms.ADDRESS_BLOCKS,
          "",
          IMMEDIATELY,
          "On a DN of type Trunk: who sends from one of these addresses is taken for its far end, without a password,"
              + " and may call as any customer. Empty: nobody. The source address of UDP can be forged by anybody who"
              + " can reach the gateway; in production prefer a SIP password, or keep others off the port.",
          "issue 3, Parley");

  public static final OptionKey<Integer> IM_MAX_SESSIONS =
      option(
          SipServerOptions.IM_MAX_SESSIONS.name(),
          OptionForms.SESSIONS,
          null,
          NEXT_INTERACTION,
          "How many IM sessions may run at the DN at a time. Not set: as the SIP Server says.",
          "Parley");

  public static final OptionKey<Boolean> SIP_TRACE =
      option(
          "sip-trace",
          OptionForms.FLAG,
          "false",
          IMMEDIATELY,
          "Whether sip-gateway prints start line and header of the SIP messages from and to this DN to its log, logger"
              + " org.parley.sip.trace. Never what a message carries, never credentials.",
          "Parley");

  static final List<OptionKey<?>> ALL =
      List.of(
          MULTIMEDIA,
          VOICE,
          SIP_SIGNALING_CHAT,
          SIP_ENABLE_MOH,
          DEFAULT_MUSIC,
          CONTACT,
          TRUSTED_ADDRESSES,
          IM_MAX_SESSIONS,
          SIP_TRACE);

  private static <T> OptionKey<T> option(
      String name,
      OptionType<T> type,
      @Nullable String byDefault,
      TakesEffect takesEffect,
      String description,
      String source) {
    return new OptionKey<>(
        OptionScope.DN, SECTION, name, type, byDefault, takesEffect, description, source);
  }

  private DnOptions() {}
}
