package org.parley.bench.sip;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;

/** As {@link SilentStackLogger}, for messages. */
public final class SilentServerLogger implements ServerLogger {
  @Override
  public void closeLogFile() {}

  @Override
  public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {}

  @Override
  public void logMessage(
      SIPMessage message, String from, String to, String status, boolean sender, long time) {}

  @Override
  public void logMessage(
      SIPMessage message, String from, String to, String status, boolean sender) {}

  @Override
  public void logException(Exception ex) {}

  @Override
  public void setStackProperties(Properties stackProperties) {}

  @Override
  public void setSipStack(SipStack sipStack) {}
}
