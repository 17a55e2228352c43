package org.parley.tlib.client;

import org.parley.tlib.AddressInfoType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.WorkMode;

/** The requests that applications make most, without the attributes they leave out. */
public final class Requests {
  private Requests() {}

  public static TlibRequest.AgentLogin agentLogin(Dn dn, String agentId) {
    return new TlibRequest.AgentLogin(0, dn, agentId, null, null, null, null, null, null);
  }

  public static TlibRequest.AgentLogout agentLogout(Dn dn) {
    return new TlibRequest.AgentLogout(0, dn, null, null, null);
  }

  public static TlibRequest.AgentReady agentReady(Dn dn) {
    return new TlibRequest.AgentReady(0, dn, null, null, null, null);
  }

  /**
   * @param reasons why, in words of the contact centre; may be empty
   */
  public static TlibRequest.AgentNotReady agentNotReady(Dn dn, WorkMode mode, KvList reasons) {
    return new TlibRequest.AgentNotReady(
        0, dn, null, mode, reasons.isEmpty() ? null : reasons, null);
  }

  public static TlibRequest.QueryAddress queryAddress(Dn dn) {
    return new TlibRequest.QueryAddress(0, dn, null, AddressInfoType.DNSTATUS);
  }

  public static TlibRequest.QueryCall queryCall(Dn dn, ConnId connId) {
    return new TlibRequest.QueryCall(0, dn, connId, null);
  }

  public static TlibRequest.AnswerCall answerCall(Dn dn, ConnId connId) {
    return new TlibRequest.AnswerCall(0, dn, connId, null, null);
  }

  public static TlibRequest.ReleaseCall releaseCall(Dn dn, ConnId connId) {
    return new TlibRequest.ReleaseCall(0, dn, connId, null, null);
  }

  public static TlibRequest.PrivateService privateService(
      Dn dn, ConnId connId, int privateMsgId, KvList extensions) {
    return new TlibRequest.PrivateService(
        0, dn, connId, null, privateMsgId, null, null, extensions);
  }
}
