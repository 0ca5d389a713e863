"""Writes a line of JSON for each TCP connection that is begun and each UDP packet that is sent, on any interface of this machine."""

import ipaddress
import json
import socket
import struct

ALL, IPV4, IPV6 = 3, 0x0800, 0x86DD
TCP, UDP = 6, 17


def name_asked(message):
    """The name in a DNS question."""
    at, labels = 12, []
    while at < len(message) and message[at]:
        labels.append(message[at + 1 : at + 1 + message[at]].decode("ascii", "replace"))
        at += 1 + message[at]
    return ".".join(labels)


def sent(packet, protocol):
    """What a packet tells of who is asked by whom; None for answers and the rest of a connection."""
    if protocol == IPV4:
        header, kind, addresses = (packet[0] & 15) * 4, packet[9], (packet[12:16], packet[16:20])
    else:
        header, kind, addresses = 40, packet[6], (packet[8:24], packet[24:40])
    source, target = (str(ipaddress.ip_address(one)) for one in addresses)
    rest = packet[header:]
    if len(rest) < 8:
        return None
    own_port, port = struct.unpack(">HH", rest[:4])
    if kind == TCP and rest[13] & 0x12 == 0x02:
        return {"by": "tcp", "from": source, "ownPort": own_port, "to": target, "port": port}
    if kind == UDP and port == 53:
        return {"by": "dns", "from": source, "to": target, "port": port, "name": name_asked(rest[8:])}
    if kind == UDP and own_port != 53:
        return {"by": "udp", "from": source, "to": target, "port": port}
    return None


tap = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ALL))
tap.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_388_608)
print("ready", flush=True)
while True:
    packet, (interface, protocol, *_) = tap.recvfrom(65_535)
    if protocol in (IPV4, IPV6) and (seen := sent(packet, protocol)):
        print(json.dumps({**seen, "on": interface}), flush=True)
