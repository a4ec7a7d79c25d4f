import { X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { shellWords } from "../app/shell.words.js";
import { useWords } from "../words/use-words.js";

interface SheetProps {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/**
 * A dialog over the page; Escape and a click beside it close it, focus stays within and goes back
 * to where it was. It begins at what is marked `data-first`, else at the first control.
 */
export function Sheet({ title, isWide = false, onClose, children, foot }: SheetProps) {
  const t = useWords(shellWords);
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the element leaves the page: a dialog that is gone gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element
      ?.querySelector<HTMLElement>("[data-first], .sheet-body :is(input, select, textarea)")
      ?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={isWide ? "sheet wide" : "sheet"}
      aria-label={title}
      onCancel={(event) => {
        // What a file chooser within says bubbles up to here.
        if (event.target === dialog.current) {
          onClose();
        }
      }}
      onClick={(event) => {
        if (event.target === dialog.current) {
          onClose();
        }
      }}
    >
      <div className="sheet-head">
        <h2>{title}</h2>
        <button type="button" className="btn plain icon" aria-label={t("close")} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      <div className="sheet-body">{children}</div>
      {foot !== undefined && <div className="sheet-foot">{foot}</div>}
    </dialog>
  );
}
