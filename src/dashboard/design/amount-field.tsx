import { type ReactNode, useEffect, useRef, useState } from "react";
import { useWords, type Words } from "../words/use-words.js";
import { TextField } from "./controls.js";

const words = {
  notAmount: ["Give an amount, such as 12.50", "Isi jumlah, misalnya 12,50"],
} satisfies Words;

interface AmountFieldProps {
  readonly label: string;
  readonly value: string;
  /** Hears it with a point, as the API takes it; a comma may be typed. */
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly isRequired?: boolean;
}

/** A line for an amount of money or a rate; what is none does not leave its form. */
export function AmountField({ value, onChange, problem, ...rest }: AmountFieldProps) {
  const t = useWords(words);
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(value);
  const text = plainOf(typed) === value ? typed : value;
  const isWrong = value !== "" && !/^\d+(\.\d*)?$/.test(value);
  const wrong = isWrong ? t("notAmount") : undefined;
  useEffect(() => box.current?.querySelector("input")?.setCustomValidity(wrong ?? ""), [wrong]);
  return (
    <div ref={box}>
      <TextField
        {...rest}
        inputMode="decimal"
        value={text}
        problem={wrong ?? problem}
        onChange={(next) => {
          setTyped(next);
          onChange(plainOf(next));
        }}
      />
    </div>
  );
}

/** A lone comma is a point. */
function plainOf(text: string): string {
  const plain = text.trim();
  return plain.includes(".") ? plain : plain.replace(",", ".");
}
