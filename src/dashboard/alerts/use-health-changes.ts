import { useEffect, useRef } from "react";
import { useSubscription } from "urql";
import { HealthChangesDocument } from "./alerts.generated.js";

const gatherMs = 400;

/**
 * Hears when any vendor's health has changed anywhere, or that of the named ones alone. Changes
 * come in bursts, one for each place: a burst is told once.
 */
export function useHealthChanges(onChanged: () => void, vendors?: readonly string[]): void {
  const latest = useRef(onChanged);
  useEffect(() => {
    latest.current = onChanged;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const variables = { vendors: vendors === undefined ? null : [...vendors] };
  useSubscription({ query: HealthChangesDocument, variables }, (_all, change) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(), gatherMs);
    return change;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
