"""A T-Library client for Parley in plain Python, written from docs/tlib.md alone.

Needs Python 3.8 and nothing else. One object is one connection; calls block. Messages are dicts, as on the wire.
"""
import base64
import collections
import hashlib
import json
import os
import socket
import ssl
import struct
import uuid


class TlibError(Exception):
    """An EventError; branch on .code."""

    def __init__(self, event):
        super().__init__("%(errorCode)s %(errorMessage)s" % event)
        self.code = event["errorCode"]


class TcpTransport:
    """A 4-byte big-endian length, then that many bytes of JSON."""

    def __init__(self, host, port, timeout, tls=None):
        sock = socket.create_connection((host, port), timeout)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = tls.wrap_socket(sock, server_hostname=host) if tls else sock

    def send(self, text):
        data = text.encode("utf-8")
        self.sock.sendall(struct.pack(">I", len(data)) + data)

    def receive(self):
        (length,) = struct.unpack(">I", _exactly(self.sock, 4))
        return _exactly(self.sock, length).decode("utf-8")

    def close(self):
        self.sock.close()


class WebSocketTransport:
    """One JSON object per text frame (RFC 6455)."""

    def __init__(self, host, port, timeout, path="/tlib"):
        self.sock = socket.create_connection((host, port), timeout)
        key = base64.b64encode(os.urandom(16)).decode()
        self.sock.sendall((
            "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n" % (path, host, port, key)).encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += _exactly(self.sock, 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError("no WebSocket here: %r" % head.split(b"\r\n")[0])
        accept = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest())
        if accept not in head:
            raise ConnectionError("wrong Sec-WebSocket-Accept")

    def _frame(self, opcode, data):
        length = len(data)
        if length < 126:
            head = struct.pack(">BB", 0x80 | opcode, 0x80 | length)
        elif length < 65536:
            head = struct.pack(">BBH", 0x80 | opcode, 0x80 | 126, length)
        else:
            head = struct.pack(">BBQ", 0x80 | opcode, 0x80 | 127, length)
        mask = os.urandom(4)
        self.sock.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def send(self, text):
        self._frame(0x1, text.encode("utf-8"))

    def receive(self):
        message = b""
        while True:
            first, second = _exactly(self.sock, 2)
            length = second & 0x7F
            if length == 126:
                (length,) = struct.unpack(">H", _exactly(self.sock, 2))
            elif length == 127:
                (length,) = struct.unpack(">Q", _exactly(self.sock, 8))
            data = _exactly(self.sock, length)
            opcode = first & 0x0F
            if opcode == 0x8:
                raise ConnectionError("closed by the server: %r" % data[2:])
            if opcode == 0x9:
                self._frame(0xA, data)
            elif opcode in (0x0, 0x1):
                message += data
                if first & 0x80:
                    return message.decode("utf-8")

    def close(self):
        self.sock.close()


def _exactly(sock, count):
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            raise ConnectionError("the connection ended")
        data += more
    return data


class Client:
    """Requests and events over either transport."""

    def __init__(self, transport):
        self.transport = transport
        self.pending = collections.deque()
        self.reference = 0
        self.sequence = 0
        self.dn = None

    def request(self, name, **attributes):
        """Sends a request; returns its referenceId."""
        self.reference += 1
        self.transport.send(json.dumps(dict(attributes, message=name, referenceId=self.reference)))
        return self.reference

    def ask(self, name, **attributes):
        """Sends a request and returns its answer; raises TlibError when it is refused."""
        reference = self.request(name, **attributes)
        event = self.expect(lambda e: e.get("referenceId") == reference)
        if event["message"] == "EventError":
            raise TlibError(event)
        return event

    def expect(self, wanted):
        """The next event that fits: a name, or a predicate. Others are kept for later."""
        fits = wanted if callable(wanted) else lambda e: e["message"] == wanted
        for event in self.pending:
            if fits(event):
                self.pending.remove(event)
                return event
        while True:
            event = json.loads(self.transport.receive())
            if event["message"] == "AddpPing":
                self.transport.send(json.dumps({"message": "AddpPong", "seq": event["seq"]}))
                continue
            if event["message"] == "AddpPong":
                continue
            self.sequence += 1
            if event["eventSequenceNumber"] != self.sequence:
                raise AssertionError("event %s where %d is next" % (event["eventSequenceNumber"], self.sequence))
            if fits(event):
                return event
            self.pending.append(event)

    # the steps of a conversation

    def log_in(self, user, password):
        return self.ask("RequestRegisterClient", applicationName="parley-python", userName=user, password=password,
                        addp={"timeout": 10, "remoteTimeout": 10})

    def register(self, dn):
        self.dn = dn
        return self.ask("RequestRegisterAddress", thisDN=dn)

    def invite(self, other, text):
        event = self.ask("RequestMakeCall", thisDN=self.dn, otherDN=other, mediaType="Chat",
                         extensions={"im-text": text, "im-msg-id": str(uuid.uuid4())})
        assert event["message"] == "EventDialing", event
        return event["connId"]

    def accept(self, conn_id):
        return self.ask("RequestAnswerCall", thisDN=self.dn, connId=conn_id)

    def release(self, conn_id):
        return self.ask("RequestReleaseCall", thisDN=self.dn, connId=conn_id)

    def say(self, conn_id, text, message_id=None):
        """Returns the place of the message in its call once it is stored."""
        message_id = message_id or str(uuid.uuid4())
        event = self.ask("RequestPrivateService", privateMsgId=8001, thisDN=self.dn, connId=conn_id,
                         extensions={"im-text": text, "im-msg-id": message_id})
        assert event["message"] == "EventACK", event
        return event["extensions"]["im-seq"]

    def next_message(self, conn_id):
        """The next message of the call, the client's own included."""
        return self.expect(lambda e: e["message"] == "EventPrivateInfo" and e["privateMsgId"] == 8002
                           and e["connId"] == conn_id)["extensions"]

    def transcript(self, conn_id):
        """All messages of the call so far, in order."""
        messages, after = [], 0
        while True:
            event = self.ask("RequestPrivateService", privateMsgId=8005, thisDN=self.dn, connId=conn_id,
                             extensions={"im-after-seq": after})
            page = list(event["extensions"].get("im-transcript", {}).values())
            messages += page
            if "im-more" not in event["extensions"]:
                return messages
            after = page[-1]["im-seq"]

    def close(self):
        self.transport.close()


def tcp(host, port, timeout=20):
    return Client(TcpTransport(host, port, timeout))


def tls(host, port, timeout=20):
    """Trusts any certificate: for the self-signed one of a standalone run."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return Client(TcpTransport(host, port, timeout, context))


def websocket(host, port, timeout=20):
    return Client(WebSocketTransport(host, port, timeout))
