import "@fontsource-variable/inter/wght.css";
import "./design/tokens.css";
import "./design/base.css";
import "./design/parts.css";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Bones } from "./app/notices.js";
import { applyPreferences } from "./app/preferences.js";
import { router } from "./app/routes.js";
import { SessionGate } from "./app/session.js";
import { SignInPage } from "./app/sign-in-page.js";

applyPreferences();
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <SessionGate waiting={<Bones />} signIn={(door) => <SignInPage door={door} />}>
        <RouterProvider router={router} />
      </SessionGate>
    </StrictMode>,
  );
}
