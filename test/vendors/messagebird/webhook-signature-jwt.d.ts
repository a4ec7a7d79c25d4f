/** The part of MessageBird's SDK that its types leave out. */
declare module "messagebird/lib/webhook-signature-jwt.js" {
  export class VerifyOptions {
    constructor(
      validateUrl: boolean,
      validatePayload: boolean,
      jwtVerifyOptions: {
        readonly issuer: string;
        readonly algorithms: readonly string[];
        readonly clockTolerance: number;
        readonly currentDate: Date;
      },
    );
  }

  /** Rejects unless the token is genuine. */
  export function verify(
    url: string,
    payload: Buffer,
    token: string,
    key: Uint8Array,
    options: VerifyOptions,
  ): Promise<unknown>;
}
