import type { CombinedError, OperationResult } from "urql";

/** A page of a list as the API gives it. */
export interface PageOf<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  /** How many the whole list has; null or absent = not known. */
  readonly totalCount?: number | null;
}

/** What a list has shown so far. */
export interface ListView<Data, Row> {
  /** The first page's answer; undefined = it is not there yet. */
  readonly data: Data | undefined;
  /** Undefined = the first page is not there yet. */
  readonly rows: readonly Row[] | undefined;
  readonly error: CombinedError | undefined;
  /** How many the whole list has; null = not known. */
  readonly total: number | null;
  /** There is more than these rows; while a page is on its way, there may be. */
  readonly hasMore: boolean;
  /** A page is on its way, or what is shown was asked for otherwise. */
  readonly isBusy: boolean;
}

/** Asks for the page behind a cursor, and hears of it whenever the cache knows better. */
export type AskPage<Data> = (
  after: string | null,
  isAnew: boolean,
  hear: (result: OperationResult<Data>) => void,
) => () => void;

interface HeldPage<Data> {
  readonly after: string | null;
  result: OperationResult<Data> | null;
  stop: () => void;
}

const nothing = {
  data: undefined,
  rows: undefined,
  error: undefined,
  total: null,
  hasMore: true,
  isBusy: true,
};

/**
 * A list read a page at a time, each behind the end of the one before it: a page that now ends
 * elsewhere moves all that follow, so that no row is lost or shown twice. What was shown stays
 * until something else is there.
 */
export class PageReader<Data, Row> {
  #pages: HeldPage<Data>[] = [];
  #ask: AskPage<Data> = () => () => undefined;
  #isWhole = false;
  #view: ListView<Data, Row> = nothing;
  readonly #listOf: (data: Data) => PageOf<Row> | null;
  readonly #listeners = new Set<() => void>();

  /** @param listOf where the list is in an answer; null = the thing around it is not there */
  constructor(listOf: (data: Data) => PageOf<Row> | null) {
    this.#listOf = listOf;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): ListView<Data, Row> => this.#view;

  /** Starts over; returns how to stop. @param isWhole reads on by itself to the list's end */
  read(ask: AskPage<Data>, isWhole: boolean): () => void {
    this.stop();
    this.#ask = ask;
    this.#isWhole = isWhole;
    this.#tell({ ...this.#view, isBusy: true });
    this.#open(0, null, false);
    return () => this.stop();
  }

  stop(): void {
    for (const page of this.#pages.splice(0)) {
      page.stop();
    }
  }

  /** Reads the next page; nothing happens while one is on its way. */
  readonly more = (): void => {
    const next = this.#pages.every(({ result }) => result !== null) ? this.#nextAfter() : null;
    if (next !== null) {
      this.#open(this.#pages.length, next, false);
      this.#show();
    }
  };

  /** Reads all pages that are shown from the server again. */
  readonly again = (): void => {
    const cursors = this.#pages.map(({ after }) => after);
    for (const [index, after] of cursors.entries()) {
      if (index < this.#pages.length) {
        this.#pages[index]?.stop();
        this.#open(index, after, true);
      }
    }
  };

  #open(index: number, after: string | null, isAnew: boolean): void {
    const known = this.#pages[index]?.after === after ? this.#pages[index] : undefined;
    const page: HeldPage<Data> = { after, result: known?.result ?? null, stop: () => undefined };
    this.#pages[index] = page;
    page.stop = this.#ask(after, isAnew, (result) => this.#heard(page, result));
    // An answer from the cache comes at once, and may already have moved this page away.
    if (!this.#pages.includes(page)) {
      page.stop();
    }
  }

  #heard(page: HeldPage<Data>, result: OperationResult<Data>): void {
    const index = this.#pages.indexOf(page);
    if (index < 0 || (result.data === undefined && result.error === undefined)) {
      return;
    }
    page.result = result;
    this.#moveNext(index);
    if (this.#isWhole) {
      this.more();
    }
    this.#show();
  }

  /** The page behind this one begins where this one ends now. */
  #moveNext(index: number): void {
    const next = this.#pages[index + 1];
    const info = this.#pageOf(this.#pages[index])?.pageInfo;
    if (next === undefined || info === undefined || info.endCursor === next.after) {
      return;
    }
    for (const gone of this.#pages.splice(index + 1)) {
      gone.stop();
    }
    if (info.hasNextPage) {
      this.#open(index + 1, info.endCursor, true);
    }
  }

  #pageOf(page: HeldPage<Data> | undefined): PageOf<Row> | null {
    const data = page?.result?.data;
    return data === undefined || data === null ? null : this.#listOf(data);
  }

  #nextAfter(): string | null {
    const info = this.#pageOf(this.#pages.at(-1))?.pageInfo;
    return info?.hasNextPage === true ? info.endCursor : null;
  }

  #show(): void {
    const [first] = this.#pages;
    const isBusy = this.#pages.some(({ result }) => result === null || result.stale);
    const error = this.#pages.find(({ result }) => result?.error !== undefined)?.result?.error;
    const data = first?.result?.data;
    const lists = this.#pages.map((page) => this.#pageOf(page)).filter((list) => list !== null);
    this.#tell({
      data: data ?? (error === undefined ? this.#view.data : undefined),
      rows:
        lists.length > 0
          ? lists.flatMap(({ nodes }) => nodes)
          : error === undefined && data === undefined
            ? this.#view.rows
            : undefined,
      error,
      total: lists[0]?.totalCount ?? null,
      hasMore: this.#nextAfter() !== null || this.#pages.some(({ result }) => result === null),
      isBusy,
    });
  }

  #tell(view: ListView<Data, Row>): void {
    this.#view = view;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
