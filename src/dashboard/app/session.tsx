import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Provider } from "urql";
import { type Api, createApi } from "./api.js";
import type { Auth, DemoFacts } from "./auth.js";
import { askPage } from "./page-request.js";
import { languageNow, usePreferences } from "./preferences.js";
import { ViewerDocument, type ViewerQuery } from "./viewer.generated.js";

export type Viewer = ViewerQuery["viewer"];
export type Scope = Viewer["scopes"][number];

/** Whoever is signed in, and what the pages need of it. */
export interface Session {
  readonly viewer: Viewer;
  readonly demo: DemoFacts | null;
  readonly api: Api;
  readonly auth: Auth;
  readonly can: (scope: Scope) => boolean;
  readonly signOut: () => void;
}

type State =
  | { readonly phase: "opening" }
  | { readonly phase: "out"; readonly demo: DemoFacts | null; readonly problem: Problem | null }
  | { readonly phase: "in"; readonly session: Session };

export type Problem = "wrong-key" | "unreachable" | "ended";

const SessionContext = createContext<Session | null>(null);

/** The session of a page that is only shown signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) {
    throw new Error("this page is shown without a session");
  }
  return session;
}

export interface SignIn {
  readonly demo: DemoFacts | null;
  readonly problem: Problem | null;
  withKey(secret: string, keep: boolean): Promise<void>;
  withDemo(as: "owner" | "operator"): Promise<void>;
}

interface GateProps {
  readonly children: ReactNode;
  readonly waiting: ReactNode;
  readonly signIn: (door: SignIn) => ReactNode;
}

/** Shows the pages to whoever is signed in, and the door to everybody else. */
export function SessionGate({ children, waiting, signIn }: GateProps) {
  const [state, setState] = useState<State>({ phase: "opening" });
  const { language } = usePreferences();

  const enter = useCallback(async (auth: Auth, demo: DemoFacts | null) => {
    const out = (problem: Problem | null) => setState({ phase: "out", demo, problem });
    const session = await openSession(auth, demo, out);
    if (session === "wrong-key" || session === "unreachable") {
      out(session);
    } else {
      setState({ phase: "in", session });
    }
  }, []);

  useEffect(() => {
    void (async () => {
      const facts = await readFacts();
      if (facts?.open === true) {
        await enter({ kind: "cookie" }, facts.demo);
      } else {
        const problem = facts === null ? "unreachable" : null;
        setState({ phase: "out", demo: facts?.demo ?? null, problem });
      }
    })();
  }, [enter]);

  // Messages of the server are told in the language of the connection.
  const auth = state.phase === "in" ? state.session.auth : null;
  const demo = state.phase === "in" ? state.session.demo : null;
  useEffect(() => {
    if (auth !== null && language !== languageOfApi) {
      void enter(auth, demo);
    }
  }, [language, auth, demo, enter]);

  if (state.phase === "opening") {
    return waiting;
  }
  if (state.phase === "out") {
    return signIn(door(state, enter, (problem) => setState({ ...state, problem })));
  }
  return (
    <SessionContext value={state.session}>
      <Provider value={state.session.api.client}>{children}</Provider>
    </SessionContext>
  );
}

let languageOfApi = languageNow();

async function openSession(
  auth: Auth,
  demo: DemoFacts | null,
  out: (problem: Problem | null) => void,
): Promise<Session | "wrong-key" | "unreachable"> {
  languageOfApi = languageNow();
  const api = createApi(auth, languageOfApi, () => out("ended"));
  const { data, error } = await api.client.query(ViewerDocument, {}).toPromise();
  // An answer that is nothing but errors has data: null.
  if (data === undefined || data === null) {
    return error?.networkError === undefined ? "wrong-key" : "unreachable";
  }
  const { viewer } = data;
  return {
    viewer,
    demo,
    api,
    auth,
    can: (scope) => viewer.scopes.includes(scope),
    signOut: () => {
      // The connection ends by itself, once the page's subscriptions have: one that is closed while
      // they are being made complains.
      void askPage("/session", { method: "DELETE" }).finally(() => out(null));
    },
  };
}

function door(
  { demo, problem }: State & { phase: "out" },
  enter: (auth: Auth, demo: DemoFacts | null) => Promise<void>,
  fail: (problem: Problem) => void,
): SignIn {
  const cookie = async (path: string, headers: Record<string, string>) => {
    const answer = await askPage(path, { method: "POST", headers }).catch(() => null);
    if (answer?.ok === true) {
      await enter({ kind: "cookie" }, demo);
    } else {
      fail(answer === null ? "unreachable" : "wrong-key");
    }
  };
  return {
    demo,
    problem,
    withKey: (secret, keep) =>
      keep
        ? cookie("/session", { authorization: `Bearer ${secret}` })
        : enter({ kind: "key", secret }, demo),
    withDemo: (as) => cookie(`/session/demo?as=${as}`, {}),
  };
}

async function readFacts(): Promise<{ open: boolean; demo: DemoFacts | null } | null> {
  try {
    const answer = await askPage("/session");
    return (await answer.json()) as { open: boolean; demo: DemoFacts | null };
  } catch {
    return null;
  }
}
