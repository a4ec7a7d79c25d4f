import { ChevronDown } from "lucide-react";
import { count } from "../app/format.js";
import { messageOf } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
import type { Pages } from "../app/use-pages.js";
import { useWords, type Words } from "../words/use-words.js";

const words = {
  more: ["Show more", "Tampilkan lagi"],
  shownOf: ["{shown} of {total} shown", "{shown} dari {total} ditampilkan"],
  shown: ["{shown} shown, there are more", "{shown} ditampilkan, masih ada lagi"],
} satisfies Words;

/** How much of a list is shown, and the way to the rest; nothing where all of it is. */
export function MoreRows({ list }: { readonly list: Pages<unknown, unknown> }) {
  const t = useWords(words);
  const offline = useWords(shellWords)("offline");
  const { rows, total, hasMore, isBusy, error, more, again } = list;
  if (rows === undefined || rows.length === 0 || (!hasMore && error === undefined)) {
    return null;
  }
  const shown = count(rows.length);
  return (
    <div className="more-rows">
      <span className="small faint num" role="status">
        {error !== undefined
          ? messageOf(error, offline)
          : total === null
            ? t("shown", { shown })
            : t("shownOf", { shown, total: count(total) })}
      </span>
      <button
        type="button"
        className="btn"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={error === undefined ? more : again}
      >
        <ChevronDown size={14} aria-hidden="true" /> {t("more")}
      </button>
    </div>
  );
}
