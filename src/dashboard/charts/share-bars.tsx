import type { ReactNode } from "react";
import "./charts.css";

export interface Share {
  readonly key: string;
  readonly name: ReactNode;
  readonly value: number;
  readonly says: ReactNode;
  /** A CSS class that sets --channel, its colour. */
  readonly className?: string;
}

/** Amounts beside each other, the longest bar the largest. */
export function ShareBars({ shares }: { readonly shares: readonly Share[] }) {
  const most = Math.max(...shares.map(({ value }) => value), Number.MIN_VALUE);
  return (
    <ul className="share-bars">
      {shares.map(({ key, name, value, says, className = "" }) => (
        <li key={key} className={className}>
          <div className="spread small">
            <span className="ellipsis">{name}</span>
            <span className="num nowrap">{says}</span>
          </div>
          <svg aria-hidden="true">
            <rect className="track" width="100%" height="6" rx="3" />
            <rect className="part" width={`${(100 * value) / most}%`} height="6" rx="3" />
          </svg>
        </li>
      ))}
    </ul>
  );
}
