package org.parley.sip.leg;

import java.util.ArrayList;
import java.util.List;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;

/** A request of a peer with the answers that it got. */
final class FakeReceived implements Received {
  final SipRequest request;
  final List<Answer> answers = new ArrayList<>();
  private boolean over;

  FakeReceived(SipRequest request) {
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
  void cancelledByPeer() {
    answer(Answer.of(487, "Request Terminated"));
  }

  List<Integer> codes() {
    return answers.stream().map(Answer::code).toList();
  }

  int code() {
    return answers.isEmpty() ? 0 : answers.getLast().code();
  }

  boolean isAnswered() {
    return over;
  }

  String toTag() {
    String tag = answers.getLast().toTag();
    return tag == null ? "" : tag;
  }
}
