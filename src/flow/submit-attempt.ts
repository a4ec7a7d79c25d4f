import { setTimeout as sleep } from "node:timers/promises";
import { encodeAttemptReference } from "../core/otp/attempt-reference.js";
import type { SendRequest } from "../core/otp/vendor-message.js";
import { senderOf } from "../core/route/eligibility.js";
import { accountKey } from "../core/route/route-snapshot.js";
import { type BatchObserver, batchOptions, type BatchSizes } from "./batch-options.js";
import type { ChangePorts } from "./change-sends.js";
import { composeMessage } from "./compose-message.js";
import { groupCommit } from "./group-commit.js";
import type { Keyring } from "./keyring.js";
import type { IndexedAccount } from "./market.js";
import type { FlowMetrics } from "./metrics.js";
import { Pace } from "./pace.js";
import type { Key, VendorGateway } from "./ports.js";
import { priceMaxOf } from "./price-max.js";
import type { NewsDesk, VendorAnswer } from "./record-news.js";
import type { AttemptRow } from "./rows.js";
import { type SendSecrets, type SendWork, vendorSlugOf } from "./send-work.js";
import { leaseMs } from "./start-attempt.js";

/** What handing attempts over to vendors needs besides changing sends. */
export interface SubmitPorts extends ChangePorts {
  readonly gateway: VendorGateway;
  readonly batchSizes: BatchSizes;
  readonly observeBatch: BatchObserver;
  readonly metrics: FlowMetrics;
  readonly news: Pick<NewsDesk, "answered">;
  readonly failed: (error: unknown, what: string) => void;
}

/** Everything that handing one attempt over needs, put together under the send's lock. */
interface Submission {
  readonly key: Key;
  readonly sendId: string;
  readonly account: IndexedAccount;
  readonly vendorSlug: string;
  readonly request: SendRequest;
  /** True when it was SUBMITTING already and its vendor knows a repeated reference. */
  readonly isRepeat: boolean;
}

const recordPauseMsMin = 100;
const recordPauseMsMax = 3_200;

/** Hands planned attempts over to their vendors: pace, SUBMITTING, the wire, the answer. */
export class Submitter {
  readonly #mark: (submission: Submission) => Promise<boolean>;
  readonly #pace: Pace;
  readonly #underWay = new Set<Promise<void>>();

  constructor(private readonly ports: SubmitPorts) {
    this.#pace = new Pace(ports.store, ports.clock, ports.processId, leaseMs, ports.failed);
    this.#mark = groupCommit<Submission, boolean>(
      (batch) => markAll(ports, batch),
      batchOptions("submitting", ports.batchSizes, ports.observeBatch),
    );
  }

  /** Attempts on their way to a vendor or waiting for their account's pace. */
  get pending(): number {
    return this.#underWay.size;
  }

  /** Takes the attempts that a committed change left to this process. Does not wait for any. */
  take(works: readonly SendWork[]): void {
    for (const work of works) {
      for (const attempt of work.toSubmit) {
        if (attempt.status === "PLANNED" || attempt.status === "SUBMITTING") {
          this.#start(work, attempt);
        }
      }
    }
  }

  /** Resolves when everything under way has been answered and recorded. */
  async drained(): Promise<void> {
    while (this.#underWay.size > 0) {
      await Promise.all(this.#underWay);
    }
  }

  #start(work: SendWork, attempt: AttemptRow): void {
    const running = this.#submit(work, attempt)
      .catch((error: unknown) => this.ports.failed(error, `attempt ${attempt.id}`))
      .finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  async #submit(work: SendWork, attempt: AttemptRow): Promise<void> {
    const submission = prepare(this.ports.keyring, work, attempt, this.ports.clock.now());
    const { gateway, clock, metrics } = this.ports;
    const { account } = submission;
    const perSecond =
      account.maxPerSecond ?? gateway.rulesOf(account.vendor.adapter).maxPerSecondDefault;
    await this.#pace.turn(account.id, perSecond, submission.key);
    if (!submission.isRepeat && !(await this.#mark(submission))) {
      return;
    }
    const startedAt = clock.now();
    const outcome = await gateway.submit(account, submission.request);
    metrics.submitTook(submission.vendorSlug, clock.now().getTime() - startedAt.getTime());
    metrics.attemptAnswered(
      submission.vendorSlug,
      submission.request.channel,
      outcome.kind,
      outcome.kind === "rejected" ? outcome.failureClass : null,
    );
    if (outcome.kind === "rejected" && outcome.failureClass === "THROTTLED") {
      this.#pace.slowDown(account.id, outcome.retryAfterMs, perSecond);
    }
    const { key, sendId } = submission;
    await this.#recordSurely({
      attempt: key,
      sendId,
      accountId: account.id,
      outcome,
      startedAt,
    });
  }

  /** An answer is only had once: a database that is away for a moment must not lose it. */
  async #recordSurely(answer: VendorAnswer): Promise<void> {
    for (let pauseMs = recordPauseMsMin; ; pauseMs *= 2) {
      try {
        return await this.ports.news.answered(answer);
      } catch (error) {
        if (pauseMs > recordPauseMsMax) {
          throw error;
        }
        this.ports.failed(error, `answer to attempt ${answer.attempt.id}, tried again`);
        await sleep(pauseMs);
      }
    }
  }
}

async function markAll(
  ports: SubmitPorts,
  batch: readonly Submission[],
): Promise<readonly boolean[]> {
  const leaseUntil = new Date(ports.clock.now().getTime() + leaseMs);
  const marked = await ports.store.markSubmitting(
    batch.map(({ key, sendId }) => ({ ...key, sendId })),
    ports.processId,
    leaseUntil,
  );
  const ids = new Set(marked.map((key) => key.id));
  return batch.map((submission) => ids.has(submission.key.id));
}

function prepare(keyring: Keyring, work: SendWork, attempt: AttemptRow, now: Date): Submission {
  const { send, spec, view } = work;
  const account = view.market.accounts.get(attempt.accountId);
  if (account === undefined) {
    throw new Error(`account ${attempt.accountId} of attempt ${attempt.id} is not in the market`);
  }
  const secrets = secretsOf(keyring, work);
  const code = codeOfAttempt(keyring, work, attempt, secrets);
  const inPlan = spec.steps[attempt.step - 1]?.vendors[attempt.vendorIndex]?.accountId ?? null;
  const message = composeMessage(spec, view.rules, attempt.channel, inPlan, send.locale, code);
  const route = view.snapshot.accounts.get(accountKey(account.vendor.slug, inPlan));
  const to = attempt.channel === "EMAIL" ? secrets.email : secrets.phone;
  if (to === null) {
    throw new Error(`attempt ${attempt.id} has no recipient on ${attempt.channel}`);
  }
  const priceMax = priceMaxOf(work, attempt);
  return {
    key: { tenantId: attempt.tenantId, id: attempt.id },
    sendId: send.id,
    account,
    vendorSlug: vendorSlugOf(work, attempt),
    isRepeat: attempt.status === "SUBMITTING",
    request: {
      reference: encodeAttemptReference(
        { tenantId: attempt.tenantId, attemptId: attempt.id },
        keyring.referenceKey,
      ),
      channel: attempt.channel,
      to,
      text: message.text,
      subject: message.subject,
      code,
      locale: message.locale,
      from: route === undefined ? null : senderOf(route, attempt.channel, send.country),
      vendorTemplateName: message.vendorTemplateName,
      validitySec: Math.max(1, Math.ceil((send.expiresAt.getTime() - now.getTime()) / 1000)),
      ...(priceMax === null ? {} : { priceMax }),
    },
  };
}

/** What the sealed columns of a send say, or what this process still remembers of making it. */
export function secretsOf(keyring: Keyring, work: SendWork): SendSecrets {
  const { send } = work;
  if (work.secrets === null) {
    const opened = keyring.open("recipient", send.tenantId, send.recipient).toString("utf8");
    const recipient = JSON.parse(opened) as { phone: string | null; email: string | null };
    const code =
      send.codeCipher === null
        ? null
        : keyring.open("code", send.tenantId, send.codeCipher).toString("utf8");
    work.secrets = { ...recipient, code };
  }
  return work.secrets;
}

function codeOfAttempt(
  keyring: Keyring,
  work: SendWork,
  attempt: AttemptRow,
  secrets: SendSecrets,
): string {
  if (attempt.codeCipher !== null) {
    return keyring.open("code", work.send.tenantId, attempt.codeCipher).toString("utf8");
  }
  if (secrets.code === null) {
    throw new Error(`the code of send ${work.send.id} is gone`);
  }
  return secrets.code;
}
