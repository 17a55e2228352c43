package org.parley.sip.signalling;

import java.util.ArrayList;
import java.util.List;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;

/** A request of a peer with the answers that it got. */
public final class FakeReceived implements Received {
  public final SipRequest request;
  public final List<Answer> answers = new ArrayList<>();
  private boolean over;

  public FakeReceived(SipRequest request) {
    this.request = request;
  }

  @Override
  public SipRequest request() {
    return request;
  }

  @Override
  public void answer(Answer answer) {
    if (!over) {
      answers.add(answer);
      over = answer.code() >= 200;
    }
  }

  /** As the stack does it for a CANCEL. */
  public void cancelledByPeer() {
    answer(Answer.of(487, "Request Terminated"));
  }

  public List<Integer> codes() {
    return answers.stream().map(Answer::code).toList();
  }

  public int code() {
    return answers.isEmpty() ? 0 : answers.getLast().code();
  }

  public boolean isAnswered() {
    return over;
  }

  public String toTag() {
    String tag = answers.getLast().toTag();
    return tag == null ? "" : tag;
  }
}
