#!/bin/bash
# The first process of a lab: makes its two networks, then waits. When it ends, the kernel ends everything in the lab,
# takes its mounts away and frees its networks: that is the whole of the clean-up.
# It runs in fresh network, mount, process, hostname and IPC namespaces. Usage: world.sh <lab directory>
set -euo pipefail
lab=$1

hostname labhost
# Sockets and locks of the machine's own services are not the lab's business.
mount -t tmpfs tmpfs /run
mkdir -p /run/lock /run/netns
# The engine is told everything on its command line; this keeps it from reading the machine's own file.
echo "{}" >/run/lab-daemon.json
for file in hosts resolv.conf; do
  [ -e "/etc/$file" ] && mount --bind "$lab/etc/$file" "/etc/$file"
done
[ -d /etc/ssl ] && mount --bind "$lab/etc/ssl" /etc/ssl
[ -d /etc/containers ] && mount --bind "$lab/etc/containers" /etc/containers
[ -d /etc/docker ] && mount -t tmpfs tmpfs /etc/docker

ip link set lo up
ip netns add internet
ip link add eth0 type veth peer name lan0 netns internet
ip addr add "$LAB_HOST/24" dev eth0
ip link set eth0 up
ip -n internet link set lo up
ip -n internet addr add "$LAB_ROUTER/24" dev lan0
ip -n internet addr add "$LAB_NEIGHBOUR/24" dev lan0
ip -n internet link set lan0 up
ip route add default via "$LAB_ROUTER"
for address in $LAB_INTERNET; do ip -n internet addr add "$address/32" dev lo; done
# The router forwards nothing: what is not one of its own addresses is answered with "network unreachable" at once.
nsenter --net=/run/netns/internet sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0
sysctl -qw net.ipv4.icmp_ratelimit=1000 2>/dev/null || true

touch "$lab/ready"
# As process 1 it also collects whatever loses its parent.
trap 'exit 0' TERM
while :; do sleep 3600 & wait $! || true; done
