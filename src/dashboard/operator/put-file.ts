import type { Auth } from "../app/auth.js";
import { headersFor } from "../app/page-request.js";

/** What came of an upload. */
export type PutAnswer =
  | { readonly ok: true; readonly id: string }
  /** message null = the server was not reached, or said nothing. */
  | { readonly ok: false; readonly message: string | null };

interface Told {
  readonly id?: string;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Puts a file to the server's door for files.
 *
 * @param progress hears how much of it has gone, 0..1; `fetch` could not tell
 */
export function putFile(
  file: Blob,
  auth: Auth,
  language: string,
  progress: (share: number) => void,
): Promise<PutAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/uploads");
    for (const [name, value] of Object.entries(headersFor(auth, language))) {
      request.setRequestHeader(name, value);
    }
    request.setRequestHeader("content-type", "text/csv");
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      progress(total === 0 ? 0 : loaded / total),
    );
    request.addEventListener("error", () => resolve({ ok: false, message: null }));
    request.addEventListener("load", () => resolve(read(request.responseText)));
    request.send(file);
  });
}

function read(text: string): PutAnswer {
  try {
    const { id, errors } = JSON.parse(text) as Told;
    return id === undefined
      ? { ok: false, message: errors?.[0]?.message ?? null }
      : { ok: true, id };
  } catch {
    return { ok: false, message: null };
  }
}
