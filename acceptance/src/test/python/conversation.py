"""Two agents hold a conversation. Usage: conversation.py tcp|tls|ws host port agent1 agent2 [password]"""
import sys

import parley_tlib

OPEN = {"tcp": parley_tlib.tcp, "tls": parley_tlib.tls, "ws": parley_tlib.websocket}
TEXTS = ["How are you?", "Grüße, \u05e9\u05dc\u05d5\u05dd \u202e, 漢字 \U0001F600", "tab\tand \u0001 control", "fine \"quoted\" \\ "]


def equal(got, wanted, what):
    if got != wanted:
        raise AssertionError("%s: %r, not %r" % (what, got, wanted))


def main(transport, host, port, first, second, password="demo"):
    alice, bob = OPEN[transport](host, int(port)), OPEN[transport](host, int(port))
    for client, agent in ((alice, first), (bob, second)):
        equal(client.log_in(agent, password)["message"], "EventLinkConnected", "log in")
        equal(client.register(agent)["message"], "EventRegistered", "register")

    call = alice.invite(second, "Hello from Python")
    ringing = bob.expect("EventRinging")
    equal(ringing["connId"], call, "ConnID")
    equal(ringing["mediaType"], "Chat", "mediaType")
    equal(ringing["extensions"]["im-text"], "Hello from Python", "first message in the invitation")
    bob.accept(call)
    alice.expect("EventEstablished")

    own = alice.next_message(call)
    equal((own["im-seq"], own["im-text"]), (1, "Hello from Python"), "first message at its writer")
    seq = 1
    for text in TEXTS:
        for writer, reader in ((alice, bob), (bob, alice)):
            seq += 1
            equal(writer.say(call, text), seq, "place of the message")
            for client in (writer, reader):
                message = client.next_message(call)
                equal(message["im-text"], text, "text")
                equal(message["im-seq"], seq, "im-seq")
                equal(message["im-from-dn"], writer.dn, "im-from-dn")

    equal(alice.say(call, "once", "same-id"), seq + 1, "first time")
    equal(alice.say(call, "once", "same-id"), seq + 1, "repeated")
    said = bob.transcript(call)
    equal([m["im-seq"] for m in said], list(range(1, seq + 2)), "transcript")
    equal(said[-1]["im-text"], "once", "last of the transcript")
    equal(alice.transcript(call), said, "the other party's transcript")

    try:
        alice.say("0000000000000001", "to nobody")
        raise AssertionError("a call that does not exist took a message")
    except parley_tlib.TlibError as refused:
        equal(refused.code, 56, "error")

    bob.release(call)
    equal(alice.expect("EventReleased")["connId"], call, "released")
    alice.close()
    bob.close()
    print("%s: %d messages, ok" % (transport, len(said)))


if __name__ == "__main__":
    main(*sys.argv[1:])
