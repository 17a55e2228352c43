package org.parley.tlib;

/**
 * The errors that Parley answers with, under their public numbers and mnemonics (t-library.md
 * section 11). Desktops branch on the number; the wording is ours and may change.
 */
public enum TlibError {
  NOMORE_LICENSE(40, "No licence is left"),
  NOT_REGISTERED(41, "The DN is not registered by this client"),
  RESOURCE_SEIZED(42, "The resource is taken by somebody else"),
  IN_SAME_STATE(43, "The object is in the requested state already"),
  UNKNOWN_ERROR(50, "Unrecognised error"),
  UNSUP_OPER(51, "The operation is not supported"),
  INTERNAL(52, "Internal failure"),
  INVALID_ATTR(53, "Bad attribute value"),
  NO_SWITCH(54, "No link to the switch"),
  PROTO_VERS(55, "Wrong protocol version"),
  INV_CONNID(56, "Bad ConnID"),
  TIMEOUT(57, "Timed out"),
  OUT_OF_SERVICE(58, "The DN is out of service"),
  NOT_CONFIGURED(59, "The DN is not in the configuration"),
  INV_CALD_DN(71, "Bad called DN"),
  TERM_PTY_BUSY(91, "The destination is busy"),
  DEST_INV_STATE(93, "The destination is in an invalid state"),
  CANT_COMPLETE_CONF(96, "The conference cannot be completed"),
  CANT_INIT_TRN(97, "The transfer cannot be initiated"),
  CANT_CMPL_TRN(98, "The transfer cannot be completed"),
  CANT_RETRIEVE(99, "The call cannot be retrieved"),
  LINK_DOWN(109, "The link is down"),
  REQ_IN_PROGRESS(110, "A request is in progress"),
  TOO_MANY_REQ(111, "Too many requests"),
  SERV_UNAVAIL(118, "The service is unavailable"),
  BAD_PASSWD(119, "Bad password"),
  ACCESS_RESTRICT(165, "Access is restricted"),
  NO_RES_AVAIL(220, "No resource is available"),
  DN_NO_ANSWER(232, "The DN does not answer"),
  CLIENT_NOT_AUTHORIZED(1016, "The client is not authorized"),
  SOFT_AGENT_WRONG_ID(1703, "Wrong agent id"),
  SOFT_AGENT_ID_IN_USE(1704, "The agent id is in use at another DN"),
  SOFT_AGENT_PSWD_DOESNT_MATCH(1705, "The agent's password does not match"),
  SOFT_AGENT_ALREADY_LOGGED_IN(1706, "The agent is logged in already"),
  SOFT_AGENT_NOT_LOGGED_IN(1707, "No agent is logged in"),
  CTL_CALL_REJECTED(1710, "The call was rejected"),
  CALL_EXPIRED(1711, "The call has expired"),
  INV_CALL_STATE(1712, "The state of the call does not allow the operation");

  private final int code;
  private final String meaning;

  TlibError(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The value of {@code errorCode}. */
  public int code() {
    return code;
  }

  /** What the code says in general; an error message starts with it. */
  public String meaning() {
    return meaning;
  }
}
