package org.parley.tlibgateway.translation;

import org.parley.contracts.config.SipServerOptions;
import org.parley.starter.config.ConfigView;

/** The PrivateMsgIDs of instant messaging; options, so that a desktop may use its own numbers. */
public record ImNumbers(
    int send, int deliver, int transcript, int failure, int getTranscript, int typing) {

  /** 8001 to 8006 (t-library.md 6.4). */
  public static final ImNumbers DEFAULT = new ImNumbers(8001, 8002, 8003, 8004, 8005, 8006);

  public static ImNumbers of(ConfigView config) {
    return new ImNumbers(
        config.value(SipServerOptions.IM_MSG_SEND),
        config.value(SipServerOptions.IM_MSG_DELIVER),
        config.value(SipServerOptions.IM_MSG_TRANSCRIPT),
        config.value(SipServerOptions.IM_MSG_FAILURE),
        config.value(SipServerOptions.IM_MSG_GET_TRANSCRIPT),
        config.value(SipServerOptions.IM_MSG_TYPING));
  }
}
