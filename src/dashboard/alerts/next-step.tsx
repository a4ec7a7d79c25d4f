import { useRouter } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useSession } from "../app/session.js";
import { useWords } from "../words/use-words.js";
import { nextStepOf } from "./alert-next.js";
import type { AlertFactsFragment } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";

/** What to do about it, and the way there; operators have no tenant's pages. */
export function NextStep({ alert }: { readonly alert: AlertFactsFragment }) {
  const t = useWords(alertsWords);
  const { viewer, can } = useSession();
  const router = useRouter();
  const step = nextStepOf(alert);
  const isOperators = viewer.tenant === null;
  const { kind } = alert;
  const advice = (
    <span>{t(isOperators && kind === "VENDOR_ACCOUNT" ? "VENDOR_ACCOUNT_OPERATOR" : kind)}</span>
  );
  const isOpen = isOperators
    ? step?.to.startsWith("/market")
    : step?.to !== "/cost" || can("BILLING_READ");
  if (step === null || isOpen !== true) {
    return advice;
  }
  return (
    <>
      {advice}
      <a
        className="next-step"
        href={step.to}
        onClick={(event) => {
          if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
            event.preventDefault();
            router.history.push(step.to);
          }
        }}
      >
        {t(step.word)} <ArrowRight size={13} aria-hidden="true" />
      </a>
    </>
  );
}
