import DataLoader from "dataloader";
import type { MessageLocale } from "../core/errors.js";
import type { Viewer } from "../flow/viewer.js";
import type { ResolverPorts } from "./resolver-ports.js";

/** What every resolver gets; made new for each operation, kept for a subscription's whole life. */
export interface GraphqlContext {
  /** null = no key, or one that is not valid; root fields then answer UNAUTHENTICATED. */
  readonly viewer: Viewer | null;
  readonly locale: MessageLocale;
  readonly ports: ResolverPorts;
  readonly loaders: Loaders;
  /** The WebSocket behind a subscription; null over HTTP. */
  readonly live: LiveConnection | null;
  /** Says that the answer may take minutes: of an operation that works through a file. */
  waitLonger(): void;
  /** True = nobody waits for the answer any more: of an operation that takes its time. */
  isLeft(): boolean;
  now(): Date;
}

/** What a subscription may do to the connection that carries it. */
export interface LiveConnection {
  /** Tells the client a cursor to resume from, in the payload of a ping. */
  pingCursor(cursor: string): void;
  /** Sends a written answer; null = sent, else to be waited for, because the reader is slow. */
  next(payload: string): Promise<void> | null;
  close(code: number, reason: string): void;
}

/** The loaders of one operation, made when first used. */
export interface Loaders {
  /** False in subscriptions: a cache that lives as long as they do would serve old rows. */
  readonly cache: boolean;
  readonly made: Map<object, unknown>;
}

/** How one kind of row is read for many keys at once; a module-level constant, without state. */
export interface LoaderKind<K, V> {
  /** Values in the order of the keys, as many as keys; the keys differ from each other. */
  readonly batch: (context: GraphqlContext, keys: readonly K[]) => Promise<readonly V[]>;
  /** Equal text = equal key. */
  readonly keyText: (key: K) => string;
}

export interface ContextParts {
  readonly viewer: Viewer | null;
  readonly locale: MessageLocale;
  readonly ports: ResolverPorts;
  /** Not null exactly for a subscription. */
  readonly live: LiveConnection | null;
  readonly waitLonger?: () => void;
  readonly isLeft?: () => boolean;
  readonly now: () => Date;
}

/** Makes the context of one operation. */
export function createContext(parts: ContextParts): GraphqlContext {
  const { viewer, locale, ports, live, now } = parts;
  const { waitLonger = () => undefined, isLeft = () => false } = parts;
  const loaders: Loaders = { cache: live === null, made: new Map() };
  return { viewer, locale, ports, loaders, live, waitLonger, isLeft, now };
}

/** A loader over text keys, most often ids. */
export function loaderByText<V>(batch: LoaderKind<string, V>["batch"]): LoaderKind<string, V> {
  return { batch, keyText: (key) => key };
}

/** Reads one value together with all others that the same level of the operation asks for. */
export function load<K, V>(context: GraphqlContext, kind: LoaderKind<K, V>, key: K): Promise<V> {
  const { made, cache } = context.loaders;
  let loader = made.get(kind) as DataLoader<K, V, string> | undefined;
  if (loader === undefined) {
    loader = new DataLoader<K, V, string>((keys) => readDistinct(context, kind, keys), {
      cache,
      cacheKeyFn: kind.keyText,
    });
    made.set(kind, loader);
  }
  return loader.load(key);
}

async function readDistinct<K, V>(
  context: GraphqlContext,
  kind: LoaderKind<K, V>,
  keys: readonly K[],
): Promise<V[]> {
  const distinct = new Map(keys.map((key): [string, K] => [kind.keyText(key), key]));
  const values = await kind.batch(context, [...distinct.values()]);
  if (values.length !== distinct.size) {
    throw new Error(`a loader answered ${values.length} values for ${distinct.size} keys`);
  }
  const texts = [...distinct.keys()];
  const byText = new Map(texts.map((text, index): [string, V] => [text, values[index] as V]));
  return keys.map((key) => byText.get(kind.keyText(key)) as V);
}
