package org.parley.tlibgateway.translation;

import org.parley.contracts.config.SipServerOptions;
import org.parley.starter.config.ConfigView;

/**
 * What the options of the SIP Server say about voice calls.
 *
 * @param mute the PrivateMsgID by which a party is muted
 * @param unmute the PrivateMsgID by which it is heard again
 * @param callInfo {@code sip-enable-call-info}: whether parties get the LCTParty EventUserEvent
 * @param callInfoExtended {@code sip-enable-call-info-extended}: whether that tells states too
 */
public record VoiceSettings(int mute, int unmute, boolean callInfo, boolean callInfoExtended) {

  public static final VoiceSettings DEFAULT = new VoiceSettings(8011, 8012, false, false);

  public static VoiceSettings of(ConfigView config) {
    return new VoiceSettings(
        config.value(SipServerOptions.VOICE_MSG_MUTE),
        config.value(SipServerOptions.VOICE_MSG_UNMUTE),
        config.value(SipServerOptions.SIP_ENABLE_CALL_INFO),
        config.value(SipServerOptions.SIP_ENABLE_CALL_INFO_EXTENDED));
  }
}
