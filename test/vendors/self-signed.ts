import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key with a certificate that it signed itself, good until 2049. */
export interface SelfSigned {
  readonly privateKey: KeyObject;
  readonly pem: string;
}

/**
 * Makes a key of 2048 bits and its certificate.
 *
 * @param address an IPv4 address that it is good for besides
 */
export function selfSigned(commonName: string, address?: string): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const name = sequence(
    der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(commonName, "utf8")))),
  );
  const algorithm = sequence(oid("2a864886f70d01010b"), der(0x05, Buffer.alloc(0)));
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(utcTime("250101000000Z"), utcTime("491231235959Z")),
    name,
    publicKey.export({ format: "der", type: "spki" }),
    ...(address === undefined ? [] : [alternativeName(address)]),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign("sha256", toSign, privateKey)]);
  const certificate = sequence(toSign, algorithm, der(0x03, signature)).toString("base64");
  const lines = certificate.replace(/.{1,64}/g, "$&\n");
  const pem = `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`;
  return { privateKey, pem };
}

function alternativeName(address: string): Buffer {
  const ip = der(0x87, Buffer.from(address.split(".").map(Number)));
  return der(0xa3, sequence(sequence(oid("551d11"), der(0x04, sequence(ip)))));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

function utcTime(text: string): Buffer {
  return der(0x17, Buffer.from(text, "ascii"));
}
