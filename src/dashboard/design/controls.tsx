import { type ReactNode, useId } from "react";

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly onChange: (value: T) => void;
}

/** One of a few, all of them visible. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map(([option, text]) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === value}
          onClick={() => onChange(option)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
  /** The label is for screen readers alone. */
  readonly isBare?: boolean;
}

/** One of many. */
export function Select({ label, value, options, onChange, isBare = false }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={isBare ? "hidden-visually" : "label"}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly type?: "text" | "number" | "password" | "tel" | "date";
  readonly isRequired?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly placeholder?: string;
  readonly inputMode?: "decimal" | "numeric" | "text" | "tel";
  /** The label is for screen readers alone. */
  readonly isBare?: boolean;
}

/** A line to type into, with its problem under it. */
export function TextField({ label, value, onChange, hint, problem, ...rest }: TextFieldProps) {
  const id = useId();
  const { type = "text", isRequired = false, min, max, placeholder, inputMode } = rest;
  return (
    <div className="field">
      <label htmlFor={id} className={rest.isBare === true ? "hidden-visually" : "label"}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type={type}
        value={value}
        min={min}
        max={max}
        placeholder={placeholder}
        inputMode={inputMode}
        required={isRequired}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined && hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      {(problem ?? hint) !== undefined && (
        <span id={`${id}-hint`} className={problem === undefined ? "hint" : "problem"}>
          {problem ?? hint}
        </span>
      )}
    </div>
  );
}
