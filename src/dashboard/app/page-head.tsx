import type { ReactNode } from "react";
import { useEffect } from "react";

interface PageHeadProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** What one can do here, at the right. */
  readonly actions?: ReactNode;
}

/** A page's name, what it is for in a sentence, and what one can do on it. */
export function PageHead({ title, children, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Sandi`;
  }, [title]);
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {children !== undefined && <p>{children}</p>}
      </div>
      {actions !== undefined && <div className="row wrap">{actions}</div>}
    </div>
  );
}
