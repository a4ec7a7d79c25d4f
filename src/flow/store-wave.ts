import { range } from "../core/limits.js";
import { idempotencyName } from "../core/otp/idempotency-name.js";
import { Outdated } from "../core/outdated.js";
import { closeAsCanceled } from "./cancel-send.js";
import { type BatchFacts, type ChangePorts, finishWorks, openWorks } from "./change-sends.js";
import { openDraft, type SendDraft } from "./draft-send.js";
import type { IdempotencyRow, Key, RecipientKey, Tx } from "./ports.js";
import type { SendWork } from "./send-work.js";

/** A drafted send with the key that makes it happen once. */
export interface WaveDraft {
  readonly draft: SendDraft;
  readonly key: IdempotencyRow;
  /** What the request was counted in; kept when it is tried again. */
  readonly counted: Set<string>;
}

/** What became of a wave. */
export interface StoredWave<Draft> {
  /** All sends that changed: the new ones, and those that they replace. */
  readonly works: readonly SendWork[];
  /** The new sends; a draft whose key was taken has none. */
  readonly fresh: ReadonlyMap<Draft, SendWork>;
}

/** Stores waves of drafts that do not concern each other, each in one transaction. */
export class WaveStore {
  /** Whether the last wave was of new requests alone; then the next one probably is. */
  #wasAllNew = true;

  constructor(private readonly ports: ChangePorts) {}

  /**
   * One wait for the database where all drafts are new and nothing is open to their recipients, as
   * is presumed after a wave that was so; else two more, one of them to look. One more where
   * budgets have to be looked at, two more where sends are replaced.
   *
   * @param isFirst false = it concerns the wave before it, and cannot be all new
   */
  async store<Draft extends WaveDraft>(
    wave: readonly Draft[],
    facts: BatchFacts,
    isFirst: boolean,
  ): Promise<StoredWave<Draft>> {
    const stored = await (isFirst && this.#wasAllNew
      ? this.#storeAsNew(wave, facts).catch((error: unknown) => {
          if (error instanceof Outdated && error.what === "NEW") {
            return this.#look(wave, facts);
          }
          throw error;
        })
      : this.#look(wave, facts));
    const { works, fresh } = stored;
    this.#wasAllNew = fresh.size === wave.length && works.length === wave.length;
    return stored;
  }

  async #storeAsNew<Draft extends WaveDraft>(
    wave: readonly Draft[],
    facts: BatchFacts,
  ): Promise<StoredWave<Draft>> {
    const { store } = this.ports;
    return await store.transaction(async (tx) => {
      const locking = tx.lockRecipients(wave.map(recipientOf));
      tx.presumeNew(
        wave.map(({ key }) => key),
        wave.map(recipientOf),
        openSince(facts),
      );
      tx.confirmRules(facts.versions);
      const [stored] = await Promise.all([this.#finish(tx, wave, [], facts), locking]);
      return stored;
    });
  }

  /** Looks for what is there before it decides. */
  async #look<Draft extends WaveDraft>(
    wave: readonly Draft[],
    facts: BatchFacts,
  ): Promise<StoredWave<Draft>> {
    return await this.ports.store.transaction(async (tx) => {
      const looking = Promise.all([
        // Another process may be making sends to the same recipients.
        tx.lockRecipients(wave.map(recipientOf)),
        findReplaced(tx, wave, facts),
        tx.insertIdempotency(wave.map(({ key }) => key)),
      ]);
      tx.confirmRules(facts.versions);
      const [, open, won] = await looking;
      const winners = wave.filter(({ key }) => won.has(idempotencyName(key)));
      // What a repeated request finds open is its own send.
      const keys = winners.length === wave.length ? open : await findReplaced(tx, winners, facts);
      const replaced = await openReplaced(this.ports, tx, keys, facts);
      return await this.#finish(tx, winners, replaced, facts);
    });
  }

  async #finish<Draft extends WaveDraft>(
    tx: Tx,
    winners: readonly Draft[],
    replaced: readonly SendWork[],
    facts: BatchFacts,
  ): Promise<StoredWave<Draft>> {
    const fresh = new Map(
      winners.map((one) => [one, openDraft(one.draft, this.ports.keyring, facts.now, one.counted)]),
    );
    const works = [...replaced, ...fresh.values()];
    await finishWorks(this.ports, tx, works, facts);
    return { works, fresh };
  }
}

/** Open sends to the recipients and purposes of new ones. */
function findReplaced(
  tx: Tx,
  drafts: readonly WaveDraft[],
  facts: BatchFacts,
): Promise<readonly Key[]> {
  return tx.findOpenSends(drafts.map(recipientOf), openSince(facts));
}

/** No code lives longer, so nothing older can be open. */
function openSince({ now }: BatchFacts): Date {
  return new Date(now.getTime() - range.codeTtlSec.max * 1000);
}

function recipientOf({ draft }: WaveDraft): RecipientKey {
  return {
    tenantId: draft.tenantId,
    phoneIndex: draft.phoneIndex,
    emailIndex: draft.emailIndex,
    purpose: draft.checked.purpose,
  };
}

/** A new send to the same recipient and purpose takes the place of the one still open. */
async function openReplaced(
  ports: ChangePorts,
  tx: Tx,
  keys: readonly Key[],
  facts: BatchFacts,
): Promise<readonly SendWork[]> {
  const works = await openWorks(ports, tx, await tx.lockSends(keys), facts);
  const open = works.filter(
    ({ send }) => send.verification === "PENDING" && send.status !== "BLOCKED",
  );
  for (const work of open) {
    closeAsCanceled(work, "replaced", facts.now);
  }
  return open;
}
