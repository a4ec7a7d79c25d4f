/** What an adapter may ask of the network; the implementation is shared by all adapters. */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResult>;
}

/** One request to a vendor; after timeoutMs it is given up. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  /**
   * True for an address that a tenant gave: it is asked only over https and only at public IP
   * addresses, checked after its name was resolved for this request; else nothing is sent.
   */
  readonly isTenantsAddress?: boolean;
}

/** What came of a request; whether it may have reached the vendor decides who is charged. */
export type HttpResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** Nothing reached the vendor: refused, unresolved, connect time-out. */
  | { readonly kind: "not_sent"; readonly reason: string }
  /** The request left and no whole answer came: time-out, reset, too large. */
  | { readonly kind: "no_answer"; readonly reason: string };
