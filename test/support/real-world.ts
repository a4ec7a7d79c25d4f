import { randomUUID } from "node:crypto";
import { type AppWorld, createAppWorld, nextPhone } from "./app-world.js";
import {
  connectReal,
  type ConnectedAccount,
  listReal,
  orThrow,
  type Slug,
} from "./connect-real.js";
import { type Handed, startRealVendors } from "./real-vendors.js";
import { until } from "./until.js";

/** 1 EUR in USD, so that euros become no whole micro-units. */
export const euroRate = "1.08375";

/** Who is sent a code. */
export interface Walker {
  readonly id: string;
  readonly phone: string;
  readonly email: string;
}

/** An amount as the API writes it. */
export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

interface AttemptFacts {
  readonly vendor: { readonly slug: string };
  readonly status: string;
  readonly charge: string;
  readonly failureClass: string | null;
  readonly vendorCode: string | null;
  readonly cost: Amount;
  readonly vendorCost: Amount;
  readonly exchangeRate: string | null;
  readonly receipts: readonly { status: string; applied: boolean; vendorCode: string | null }[];
}

interface SendFacts {
  readonly status: string;
  readonly cost: Amount;
  readonly costHeld: Amount;
  readonly attempts: readonly AttemptFacts[];
}

interface Payload {
  readonly userErrors: readonly unknown[];
}

/**
 * The server with accounts of the demo's tenant at real vendors' stand-ins; their addresses are the
 * operator's setting. Plan `four` goes through Meta, Twilio, an SMSC and SendGrid, `local` through
 * an aggregator of the tenant's own and SendGrid.
 */
export class RealWorld {
  readonly accounts = new Map<string, ConnectedAccount>();
  /** Every code that a vendor was handed. */
  readonly codes = new Set<string>();
  planId = "";

  private constructor(
    readonly app: AppWorld,
    readonly vendors: Awaited<ReturnType<typeof startRealVendors>>,
  ) {}

  static async open(): Promise<RealWorld> {
    const vendors = await startRealVendors();
    const app = await createAppWorld({ NODE_ENV: "test", SANDI_VENDOR_URLS: vendors.urls });
    const world = new RealWorld(app, vendors);
    await listReal(app);
    for (const slug of Object.keys(vendors.credentials) as Slug[]) {
      world.accounts.set(slug, await connectReal(app, slug, vendors.credentials[slug]));
    }
    await world.#setPrices();
    world.planId = await world.#makePlan("four", [
      world.#step("WHATSAPP", "chat"),
      world.#step("SMS", "texts", "carrier"),
      world.#step("EMAIL", "mail"),
    ]);
    await world.#makePlan("local", [world.#step("SMS", "local"), world.#step("EMAIL", "mail")]);
    const budget = { scope: "PLAN", planId: world.planId, period: "DAY", limit: "1" };
    await world.#change(
      app.owner,
      "mutation($input: SetBudgetInput!) { it: setBudget(input: $input) { userErrors { code } } }",
      budget,
    );
    return world;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.vendors.close();
  }

  async #change(secret: string, mutation: string, input: object): Promise<Payload> {
    const { it } = await this.app.data<{ it: Payload }>(secret, mutation, { input });
    orThrow(it);
    return it;
  }

  async #setPrices(): Promise<void> {
    const effectiveFrom = new Date().toISOString();
    await this.#change(
      this.app.operator,
      `mutation($input: SetExchangeRateInput!) {
         it: setExchangeRate(input: $input) { userErrors { code message } } }`,
      { base: "EUR", quote: "USD", rate: euroRate, effectiveFrom },
    );
    for (const [slug = "", line] of [
      ["chat", "WHATSAPP,ID,0.03,EUR,DELIVERED"],
      ["texts", "SMS,ID,0.05,USD,SUBMITTED"],
      ["carrier", "SMS,ID,0.020001,EUR,SUBMITTED"],
      ["local", "SMS,ID,320,IDR,DELIVERED"],
      ["mail", "EMAIL,,0.0004,USD,SUBMITTED"],
    ]) {
      const csv = `channel,country,price,currency,billedOn\n${line}\n`;
      await this.#change(
        this.app.owner,
        `mutation($input: ImportRateSheetInput!) {
           it: importRateSheet(input: $input) { userErrors { code message } } }`,
        { vendor: slug, accountId: this.accounts.get(slug)?.id, csv, strict: true },
      );
    }
  }

  #step(channel: string, ...slugs: string[]): object {
    const own = slugs.map((vendor) => ({ vendor, accountId: this.accounts.get(vendor)?.id }));
    return { channel, vendors: own, waitSec: 40 };
  }

  async #makePlan(key: string, steps: readonly object[]): Promise<string> {
    const template = { channel: "WHATSAPP", locale: "en", vendorTemplateName: "login_code" };
    const messages = key === "four" ? [template] : null;
    const made = (await this.#change(
      this.app.owner,
      `mutation($input: PlanInput!) { it: createPlan(input: $input) {
         plan { id current { problems { message } } } userErrors { code message } } }`,
      { key, name: key, steps, messages },
    )) as unknown as { plan: { id: string; current: { problems: readonly unknown[] } } };
    if (made.plan.current.problems.length > 0) {
      throw new Error(JSON.stringify(made.plan));
    }
    return made.plan.id;
  }

  async send(planKey = "four"): Promise<Walker> {
    const phone = nextPhone();
    const email = `walker-${phone.slice(-6)}@example.com`;
    const sent = await this.app.send({ planKey, phone, email, idempotencyKey: randomUUID() });
    orThrow(sent);
    return { id: sent.send?.id ?? "", phone, email };
  }

  async facts({ id }: Walker): Promise<SendFacts> {
    const { send } = await this.app.data<{ send: SendFacts }>(
      this.app.owner,
      `query($id: ID!) { send(id: $id) {
         status cost { amount currency } costHeld { amount }
         attempts { vendor { slug } status charge failureClass vendorCode
           cost { amount currency } vendorCost { amount currency } exchangeRate
           receipts { status applied vendorCode } } } }`,
      { id },
    );
    return send;
  }

  /** Waits until the walker's attempt at this vendor stands like this. */
  async reached(walker: Walker, slug: string, status: string): Promise<void> {
    await until(`${slug} is ${status}`, async () => {
      const { attempts } = await this.facts(walker);
      return attempts.some((one) => one.vendor.slug === slug && one.status === status);
    });
  }

  /** Waits until the vendor took the walker's message, and gives it as the vendor has it. */
  async taken(walker: Walker, slug: Slug): Promise<Handed> {
    await this.reached(walker, slug, "SUBMITTED");
    return this.handed(walker, slug);
  }

  /** The walker's message as the vendor has it, taken or not. */
  handed(walker: Walker, slug: Slug): Handed {
    const message = this.vendors.handedBy(slug, slug === "mail" ? walker.email : walker.phone);
    if (message === undefined) {
      throw new Error(`${slug} was handed nothing`);
    }
    this.codes.add(codeIn(message.text));
    return message;
  }

  /** One call from outside at an account's own address, or at another; its status. */
  async call(
    slug: Slug,
    { headers, body }: { readonly headers: object; readonly body: Buffer },
    url = this.accounts.get(slug)?.callbackUrl ?? "",
  ): Promise<number> {
    const wire = Object.entries(headers) as [string, string][];
    const answer = await fetch(url, { method: "POST", headers: wire, body: new Uint8Array(body) });
    await answer.arrayBuffer();
    return answer.status;
  }

  async verify({ id }: Walker, code: string): Promise<string> {
    const { verifyOtp } = await this.app.data<{ verifyOtp: { result: string } }>(
      this.app.owner,
      "mutation($input: VerifyOtpInput!) { verifyOtp(input: $input) { result } }",
      { input: { sendId: id, code } },
    );
    return verifyOtp.result;
  }
}

/** The code in a message. */
export function codeIn(text: string): string {
  return /\b\d{6}\b/.exec(text)?.[0] ?? "";
}
