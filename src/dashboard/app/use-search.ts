import { useNavigate, useSearch } from "@tanstack/react-router";

/** What the address says of a page's filters, and how to change it. */
export function usePageSearch(): readonly [
  Readonly<Record<string, string | undefined>>,
  (change: Readonly<Record<string, string | undefined>>) => void,
] {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const change = (part: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: ".", search: { ...search, ...part }, replace: true });
  return [search, change];
}
