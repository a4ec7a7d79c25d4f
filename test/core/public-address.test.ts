import { describe, expect, it } from "vitest";
import { isLoopback, isPublicAddress } from "../../src/core/public-address.js";

describe("a public address", () => {
  it.each([
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.1",
    "192.169.0.1",
    "198.17.255.255",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:80b::200e",
    "2400:cb00::1",
  ])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ["this host", "0.0.0.0"],
    ["this network", "0.1.2.3"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["a carrier's NAT", "100.64.0.1"],
    ["a carrier's NAT", "100.127.255.255"],
    ["this machine", "127.0.0.1"],
    ["this machine", "127.255.255.254"],
    ["a link", "169.254.1.1"],
    ["a cloud's metadata", "169.254.169.254"],
    ["a cloud's metadata", "168.63.129.16"],
    ["a cloud's metadata", "100.100.100.200"],
    ["a cloud's metadata", "fd00:ec2::254"],
    ["a protocol", "192.0.0.1"],
    ["documentation", "192.0.2.1"],
    ["documentation", "198.51.100.7"],
    ["documentation", "203.0.113.7"],
    ["a measurement", "198.18.0.1"],
    ["multicast", "224.0.0.1"],
    ["reserved", "250.1.1.1"],
    ["broadcast", "255.255.255.255"],
    ["unspecified", "::"],
    ["this machine", "::1"],
    ["a link", "fe80::1"],
    ["a site of old", "fec0::1"],
    ["unique local", "fc00::1"],
    ["unique local", "fdff:ffff::1"],
    ["multicast", "ff02::1"],
    ["IPv4 in IPv6", "::ffff:127.0.0.1"],
    ["IPv4 in IPv6", "::ffff:8.8.8.8"],
    ["IPv4 in IPv6", "::ffff:a00:1"],
    ["IPv4 in IPv6, of old", "::7f00:1"],
    ["NAT64", "64:ff9b::7f00:1"],
    ["NAT64 of one's own", "64:ff9b:1::1"],
    ["6to4", "2002:7f00:1::"],
    ["Teredo", "2001:0:1::1"],
    ["documentation", "2001:db8::1"],
    ["documentation", "3fff::1"],
    ["discard", "100::1"],
    ["no address", "localhost"],
    ["no address", "127.1"],
    ["no address", "0x7f000001"],
    ["no address", "2130706433"],
    ["no address", ""],
  ])("%s: %s is none", (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

it("of this machine are 127.0.0.0/8 and ::1, and nothing that wraps them", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1"].every(isLoopback)).toBe(true);
  expect(["128.0.0.1", "::2", "localhost", "0.0.0.0"].some(isLoopback)).toBe(false);
});
