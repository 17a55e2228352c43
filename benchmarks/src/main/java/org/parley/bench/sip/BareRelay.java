package org.parley.bench.sip;

import gov.nist.javax.sip.Utils;
import java.text.ParseException;
import java.util.Properties;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.SipURI;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.parley.bench.suite.Ports;

/**
 * JAIN-SIP and nothing else: passes every request on to one port, statefully, and the answers back.
 * Run as a process: {@code BareRelay <own port> <target port>}; says {@code Ready}.
 */
public final class BareRelay implements SipListener {
  private static final String UDP = "udp";

  private final int port;
  private final int target;
  private final HeaderFactory headers;
  private final SipProvider provider;

  private BareRelay(int port, int target) throws Exception {
    this.port = port;
    this.target = target;
    SipFactory factory = SipFactory.getInstance();
    factory.setPathName("gov.nist");
    SipStack stack = factory.createSipStack(settings());
    this.headers = factory.createHeaderFactory();
    ListeningPoint listening = stack.createListeningPoint(Ports.HOST, port, UDP);
    this.provider = stack.createSipProvider(listening);
  }

  private void listen() throws Exception {
    provider.addSipListener(this);
  }

  /** Those of performance.md. */
  private static Properties settings() {
    var settings = new Properties();
    settings.setProperty("javax.sip.STACK_NAME", "bare");
    settings.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    settings.setProperty("gov.nist.javax.sip.STACK_LOGGER", SilentStackLogger.class.getName());
    settings.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SilentServerLogger.class.getName());
    settings.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "2");
    settings.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
    settings.setProperty("gov.nist.javax.sip.RELEASE_REFERENCES_STRATEGY", "Aggressive");
    settings.setProperty("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", "4194304");
    settings.setProperty("gov.nist.javax.sip.SEND_UDP_BUFFER_SIZE", "4194304");
    return settings;
  }

  public static void main(String[] arguments) throws Exception {
    new BareRelay(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])).listen();
    System.out.println("Ready");
  }

  @Override
  public void processRequest(RequestEvent event) {
    Request request = event.getRequest();
    var onward = (Request) request.clone();
    try {
      var uri = (SipURI) onward.getRequestURI();
      uri.setHost(Ports.HOST);
      uri.setPort(target);
      String branch = Utils.getInstance().generateBranchId();
      onward.addFirst(headers.createViaHeader(Ports.HOST, port, UDP, branch));
      if (request.getMethod().equals(Request.ACK)) {
        provider.sendRequest(onward);
        return;
      }
      ServerTransaction server = event.getServerTransaction();
      if (server == null) {
        server = provider.getNewServerTransaction(request);
      }
      ClientTransaction client = provider.getNewClientTransaction(onward);
      client.setApplicationData(server);
      client.sendRequest();
    } catch (SipException | ParseException | InvalidArgumentException notPassedOn) {
      System.err.println(notPassedOn);
    }
  }

  @Override
  public void processResponse(ResponseEvent event) {
    var answer = (Response) event.getResponse().clone();
    if (answer.getStatusCode() == Response.TRYING) {
      return;
    }
    answer.removeFirst(ViaHeader.NAME);
    try {
      ClientTransaction client = event.getClientTransaction();
      if (client == null) {
        provider.sendResponse(answer);
      } else {
        ((ServerTransaction) client.getApplicationData()).sendResponse(answer);
      }
    } catch (SipException | InvalidArgumentException notPassedBack) {
      System.err.println(notPassedBack);
    }
  }

  @Override
  public void processTimeout(TimeoutEvent event) {}

  @Override
  public void processIOException(IOExceptionEvent event) {}

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}
}
