import { useNavigate } from "@tanstack/react-router";
import { Send, TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { messageOf } from "../app/notices.js";
import { headersFor } from "../app/page-request.js";
import { languageNow } from "../app/preferences.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { Select, TextField } from "../design/controls.js";
import { Sheet } from "../design/sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { breakVendor } from "./demo-market.js";
import { TrySendDocument } from "./live.generated.js";
import { liveWords } from "./live.words.js";

interface TrySheetProps {
  readonly plans: readonly { readonly key: string; readonly name: string }[];
  /** The plan to begin with; the first when absent. */
  readonly planKey?: string;
  readonly onClose: () => void;
}

/** What can be made to fail in the demo, so that the engine has something to do. */
const faults = [
  { vendor: "globex", channel: "WHATSAPP", kind: "drop_message", word: "faultDrop" },
  { vendor: "globex", channel: "WHATSAPP", kind: "hang", word: "faultHang" },
  { vendor: "globex", channel: "SMS", kind: "error_500", word: "faultReject" },
] as const;

/** Sends one code by hand and goes where it can be watched. */
export function TrySheet({ plans, planKey, onClose }: TrySheetProps) {
  const t = useWords(liveWords);
  const { demo } = useSession();
  const [chosen, setPlan] = useState(planKey ?? "");
  // The sheet may be open before the plans are read.
  const plan = chosen === "" ? usualPlan(plans, demo?.planKey) : chosen;
  const [phone, setPhone] = useState(demo?.phone ?? "");
  const [email, setEmail] = useState("");
  const [fault, setFault] = useState("");
  const trial = useTrial();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void trial.start({ plan, phone, email, fault: faults[Number(fault)] ?? null, fault0: fault });
  };
  return (
    <Sheet
      title={t("tryIt")}
      onClose={onClose}
      foot={
        <button
          type="submit"
          form="try"
          className="btn primary"
          disabled={trial.isBusy || plan === ""}
        >
          <Send size={15} aria-hidden="true" /> {trial.isBusy ? t("sending") : t("send")}
        </button>
      }
    >
      <form id="try" className="stack wide" onSubmit={submit}>
        {demo !== null && <p className="soft small">{t("sandbox")}</p>}
        {plans.length === 0 && <p className="banner warn">{t("noPlans")}</p>}
        {trial.problem !== null && (
          <p className="banner bad" role="alert">
            <TriangleAlert size={15} aria-hidden="true" /> {trial.problem}
          </p>
        )}
        <Select
          label={t("plan")}
          value={plan}
          options={plans.map(({ key, name }) => [key, name] as const)}
          onChange={setPlan}
        />
        <TextField
          label={t("phone")}
          type="tel"
          value={phone}
          hint={t("phoneHint")}
          onChange={setPhone}
        />
        <TextField label={t("email")} value={email} onChange={setEmail} />
        {demo !== null && <FaultSelect value={fault} onChange={setFault} />}
      </form>
    </Sheet>
  );
}

function usualPlan(plans: TrySheetProps["plans"], usual: string | undefined): string {
  return (plans.find(({ key }) => key === usual) ?? plans[0])?.key ?? "";
}

function FaultSelect({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const t = useWords(liveWords);
  const say = useEnumWords();
  return (
    <Select
      label={t("faults")}
      value={value}
      options={[
        ["", t("faultNone")],
        ...faults.map(
          ({ vendor, channel, word }, index) =>
            [String(index), t(word, { vendor, channel: say(channel) })] as const,
        ),
      ]}
      onChange={onChange}
    />
  );
}

interface Trial {
  readonly plan: string;
  readonly phone: string;
  readonly email: string;
  readonly fault: (typeof faults)[number] | null;
  readonly fault0: string;
}

function useTrial() {
  const say = useWords(shellWords);
  const navigate = useNavigate();
  const { auth } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(TrySendDocument);
  const start = async ({ plan, phone, email, fault, fault0 }: Trial) => {
    setProblem(null);
    if (fault !== null && fault0 !== "") {
      const { vendor, channel, kind } = fault;
      await breakVendor(headersFor(auth, languageNow()), { vendor, channel, kind });
    }
    const { data, error } = await send({
      input: {
        planKey: plan,
        idempotencyKey: crypto.randomUUID(),
        ...(phone.trim() === "" ? {} : { phone: phone.trim() }),
        ...(email.trim() === "" ? {} : { email: email.trim() }),
      },
    });
    const sent = data?.sendOtp;
    const [first] = sent?.userErrors ?? [];
    if (sent?.send) {
      await navigate({ to: "/live/$id", params: { id: sent.send.id } });
      return;
    }
    setProblem(first?.message ?? (error ? messageOf(error, say("offline")) : null));
  };
  return { start, problem, isBusy: fetching };
}
