package org.parley.tlib.client.im;

/**
 * The private service numbers of instant messaging; options of the server, so that the numbers of
 * another desktop can be used.
 */
public record ImNumbers(
    int send, int deliver, int transcript, int failure, int getTranscript, int typing) {
  /** The numbers of docs/tlib.md. */
  public static ImNumbers standard() {
    return new ImNumbers(8001, 8002, 8003, 8004, 8005, 8006);
  }
}
