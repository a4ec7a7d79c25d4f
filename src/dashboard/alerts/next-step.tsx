import { useRouter } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useSession } from "../app/session.js";
import { useWords } from "../words/use-words.js";
import { nextStepOf } from "./alert-next.js";
import type { AlertFactsFragment } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";

/** The way to where it can be helped; operators have no tenant's pages. */
export function NextStep({ alert }: { readonly alert: AlertFactsFragment }) {
  const t = useWords(alertsWords);
  const { viewer, can } = useSession();
  const router = useRouter();
  const step = nextStepOf(alert);
  const isOpen =
    viewer.tenant === null
      ? step?.to.startsWith("/market")
      : step?.to !== "/cost" || can("BILLING_READ");
  if (step === null || isOpen !== true) {
    return null;
  }
  return (
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
  );
}
