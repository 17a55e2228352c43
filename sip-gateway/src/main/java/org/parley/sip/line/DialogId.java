package org.parley.sip.leg;

/** What finds the dialog of a request: the remote tag is not needed, ours are unique. */
record DialogId(String callId, String localTag) {}
