package org.parley.sip.signalling;

import java.util.Set;

/** What the gateway can be asked, for Allow. */
public final class Methods {
  /** By the far end of a dialog. */
  public static final String IN_DIALOG = "INVITE, ACK, CANCEL, BYE, MESSAGE, UPDATE, INFO, OPTIONS";

  /** By the far end of the dialog of a voice call. */
  public static final String IN_VOICE_DIALOG = "INVITE, ACK, CANCEL, BYE, UPDATE, INFO, OPTIONS";

  /** By anybody. */
  public static final String ALL = IN_DIALOG + ", REGISTER";

  /**
   * What the rules get to see: those, and two that they refuse by a code of their own (489, 481).
   * ACK and CANCEL belong to another request.
   */
  public static final Set<String> TAKEN =
      Set.of(
          "INVITE",
          "BYE",
          "MESSAGE",
          "UPDATE",
          "INFO",
          "OPTIONS",
          "REGISTER",
          "NOTIFY",
          "SUBSCRIBE");

  private Methods() {}
}
