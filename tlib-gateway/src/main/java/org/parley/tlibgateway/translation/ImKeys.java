package org.parley.tlibgateway.translation;

/** The Extensions keys of instant messaging (t-library.md 6.4, docs/tlib.md). */
public final class ImKeys {
  /** {@code true} on RequestMakeCall: an IM call, for clients that cannot set a media type. */
  public static final String CHAT = "chat";

  public static final String TEXT = "im-text";
  public static final String MSG_ID = "im-msg-id";
  public static final String CONTENT_TYPE = "im-content-type";
  public static final String SEQ = "im-seq";
  public static final String TIME = "im-time";
  public static final String FROM_DN = "im-from-dn";
  public static final String FROM_NAME = "im-from-name";
  public static final String FROM_LOCATION = "im-from-location";
  public static final String FROM_ROLE = "im-from-role";
  public static final String VISIBILITY = "im-visibility";
  public static final String TRANSCRIPT = "im-transcript";
  public static final String MORE = "im-more";
  public static final String AFTER_SEQ = "im-after-seq";
  public static final String TYPING = "im-typing";
  public static final String ERROR = "im-error";
  public static final String ERROR_CODE = "im-error-code";
  public static final String TO_DN = "im-to-dn";
  public static final String ACTIVE = "active";
  public static final String IDLE = "idle";

  public static final String DEFAULT_CONTENT_TYPE = "text/plain;charset=UTF-8";

  private ImKeys() {}
}
