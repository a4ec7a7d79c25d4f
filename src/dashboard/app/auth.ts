/** Who is signed in: by a key that only this page's memory holds, or by the session cookie. */
export type Auth = { readonly kind: "key"; readonly secret: string } | { readonly kind: "cookie" };

/** What the demo tells a page before anybody is signed in. */
export interface DemoFacts {
  readonly planKey: string;
  /** A number that is alive in the market of pretend vendors. */
  readonly phone: string;
}
